/** What Ana is told of her pages when she has set up a device, and before she gives one up. */
import { describe, expect, it } from "vitest";
import {
	notPagedWords,
	type Paging,
	pagedWhenWords,
	servicesThatPage,
} from "../../app/screens/people/first-run/who-pages-me.ts";
import { withoutDeviceWords } from "../../app/screens/people/settings/without-device.ts";

const AT = Date.UTC(2026, 10, 23, 3, 0, 0);
const ANA = "usr_ana";

const paging = (kind: string, id: string): Paging => ({
	services: [
		{ name: "Shop", escalationPolicyId: "pol_1" },
		{ name: "Accounts", escalationPolicyId: "pol_2" },
	],
	policies: [
		{ id: "pol_1", levels: [{ targets: [{ kind, id }], escalateAfterSeconds: 60 }] },
		{ id: "pol_2", levels: [{ targets: [{ kind: "user", id: "usr_bo" }], escalateAfterSeconds: 60 }] },
	] as Paging["policies"],
	schedules: [{ id: "sch_1", layers: [{ userIds: [ANA] }] }] as unknown as Paging["schedules"],
	onCall: [{ scheduleId: "sch_2", userId: ANA }],
	teams: [{ id: "team_1", memberIds: [ANA] }],
});

describe("the end of the first run", () => {
	it.each([
		["user", ANA],
		["team", "team_1"],
		["schedule", "sch_1"],
		["schedule", "sch_2"],
	])("names the services that page Ana through a %s (%s), and no others", (kind, id) => {
		expect(servicesThatPage(ANA, paging(kind, id))).toEqual(["Shop"]);
	});

	it("promises nothing to somebody whom no policy names", () => {
		expect(servicesThatPage(ANA, paging("schedule", "sch_9"))).toEqual([]);
		expect(notPagedWords(false)).toMatch(/^No service pages you yet.+An admin can change that\.$/);
		expect(notPagedWords(true)).toMatch(/Choose at each service whom it pages\.$/);
	});

	it("counts what would be too many names", () => {
		expect(pagedWhenWords(["Shop"])).toBe("This service pages you: Shop.");
		expect(pagedWhenWords(["A", "B", "C", "D", "E"])).toBe("These services page you: A, B, C, and 2 more.");
	});
});

describe("before a device is given up", () => {
	const device = (id: string, state: "active" | "disabled" = "active") => ({ id, name: id, state });
	const free = { onCall: [], next: [] };
	const turn = { scheduleId: "sch_1", scheduleName: "Primary", startsAt: "", endsAt: "2026-11-23T09:00:00Z" };
	const words = (
		devices: ReturnType<typeof device>[],
		mine = free as Parameters<typeof withoutDeviceWords>[3],
	) => withoutDeviceWords("this device", "Pixel", devices, mine, AT);

	it("Ana is told which of her other devices still ring", () => {
		expect(words([device("Pixel"), device("Mac")])).toBe(
			"Pages no longer reach this device. Mac still rings.",
		);
		expect(words([device("Pixel"), device("Mac"), device("Tab")])).toMatch(/Mac and Tab still ring\.$/);
	});

	it("Ana is told that none rings, and that she is on call", () => {
		const none = "Pages no longer reach you: no other device of yours rings.";
		expect(words([device("Pixel"), device("Mac", "disabled")])).toBe(none);
		expect(words([device("Pixel")], { onCall: [turn], next: [] })).toMatch(
			/^Pages no longer reach you: .+ You’re on call until .+\.$/,
		);
	});
});
