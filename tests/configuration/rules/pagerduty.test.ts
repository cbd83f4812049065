import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromPagerDuty } from "../../../worker/configuration/rules/pagerduty.ts";
import { importedOnCall, joined } from "../../support/imported-on-call.ts";

const ACCOUNT = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/pagerduty.json"), "utf8"));
const FROM = Date.parse("2026-10-01T00:00:00Z");
const TO = FROM + 90 * 86_400_000;

const IMPORTED = fromPagerDuty(ACCOUNT, FROM);
/** What the fixture's own final schedule says. */
function theirs(name: string): [string, number][] {
	const schedule = ACCOUNT.schedules.find((one: { name: string }) => one.name === name);
	const emails = new Map<string, string>(
		ACCOUNT.users.map((user: { id: string; email: string }) => [user.id, user.email]),
	);
	const stretches: [string, number][] = [];
	let end = FROM;
	for (const entry of schedule.final_schedule.rendered_schedule_entries) {
		if (Date.parse(entry.start) > end) stretches.push(["nobody", end]);
		stretches.push([emails.get(entry.user.id) ?? "?", Date.parse(entry.start)]);
		end = Date.parse(entry.end);
	}
	if (end < TO) stretches.push(["nobody", end]);
	return joined(stretches);
}

describe("a team of 40 that leaves PagerDuty", () => {
	it("has the same people on call for 90 days, over every change of the clocks, as PagerDuty's own final schedules", () => {
		const names = ACCOUNT.schedules.map(({ name }: { name: string }) => name);
		expect(names).toHaveLength(6);
		for (const name of names)
			expect(importedOnCall(IMPORTED.file, name, FROM, TO), name).toEqual(theirs(name));
	});

	it("brings everybody, their teams, policies, services and ways in", () => {
		const { file } = IMPORTED;
		const counts = Object.entries(file).map(([name, entries]) => [name, Object.keys(Object(entries)).length]);
		expect(Object.fromEntries(counts.slice(1))).toEqual({
			...{ users: 40, teams: 5, schedules: 6, escalationPolicies: 4, services: 12, integrations: 12 },
		});
	});

	it("reads before anything is written what is mapped, what needs a decision, and what does not exist here", () => {
		const { notes } = IMPORTED;
		const told = (verdict: string) =>
			notes.filter((note) => note.verdict === verdict).map(({ what, name }) => `${what} ${name}`);
		expect(told("decide").filter((one) => !one.startsWith("integration"))).toEqual(["service Service 6"]);
		expect(told("unsupported").filter((one) => !one.startsWith("contact"))).toEqual(["integration Mail"]);
		expect(told("mapped").filter((one) => one.startsWith("schedule"))).toHaveLength(6);
	});

	it("keeps the support hours of a service, and is told that a severity says how loud a page is", () => {
		const account = structuredClone(ACCOUNT);
		const hours = { type: "fixed_time_per_day", time_zone: "America/Lima", days_of_week: [1, 2, 5] };
		account.services[0].support_hours = { ...hours, start_time: "09:00:00", end_time: "17:30:00" };
		const { file, notes } = fromPagerDuty(account, FROM);
		const [first, second] = Object.values(Object(file.services)) as { supportHours?: object }[];
		const windows = [{ days: [1, 2, 5], from: "09:00", to: "17:30" }];
		expect(first?.supportHours).toEqual({ timeZone: "America/Lima", windows });
		expect(second?.supportHours).toBeUndefined();
		const note = notes.find(({ what, name }) => what === "service" && name === "Service 1");
		expect(note?.why).toContain("how loud a page is");
	});

	it("is told of a schedule that comes to something else here than PagerDuty worked out", () => {
		const account = structuredClone(ACCOUNT);
		account.schedules[0].schedule_layers[0].users.reverse();
		const [schedule] = fromPagerDuty(account, FROM).notes.filter(({ what }) => what === "schedule");
		expect(schedule).toMatchObject({
			verdict: "decide",
			why: expect.stringMatching(/^PagerDuty has somebody else on call at 2026-10-/),
		});
	});
});
