import { expect, it } from "vitest";
import { readKuma } from "../../../worker/alerts/inbound/uptime-kuma/reader.ts";

const notice = (status: number, more: object = {}) => ({
	heartbeat: { monitorID: 7, status, msg: "timeout", time: "2026-01-05 09:00:11" },
	monitor: { id: 7, name: "Shop", url: "https://shop.example" },
	msg: "[Shop] [Down] timeout",
	...more,
});

it.each([
	[0, "trigger"],
	[1, "resolve"],
	[2, undefined],
	[3, undefined],
])("status %i is %s", (status, action) => {
	const alerts = readKuma(notice(status));
	expect(alerts?.[0]?.action).toBe(action);
	if (action) expect(alerts?.[0]?.dedupKey).toBe("monitor/7");
});

it("takes a test for a test", () => {
	expect(readKuma({ heartbeat: null, monitor: null, msg: "Tocsin Testing" })).toEqual([]);
});

it("warns of a certificate, once for each monitor, whatever the days that are left", () => {
	const warn = (days: number) =>
		readKuma({
			msg: `[Shop][https://shop.example] server certificate *.example will expire in ${days} days`,
		});
	expect(warn(7)).toMatchObject([{ action: "trigger", severity: "P3", source: "Shop" }]);
	expect(warn(7)?.[0]?.dedupKey).toBe(warn(3)?.[0]?.dedupKey);
});
