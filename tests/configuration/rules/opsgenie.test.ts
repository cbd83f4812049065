import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromOpsgenie } from "../../../worker/configuration/rules/opsgenie.ts";
import { importedOnCall, joined } from "../../support/imported-on-call.ts";

const ACCOUNT = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/opsgenie.json"), "utf8"));
const FROM = Date.parse("2026-10-01T00:00:00Z");
const TO = FROM + 90 * 86_400_000;
const IMPORTED = fromOpsgenie(ACCOUNT);

interface Period {
	startDate: string;
	endDate: string;
	recipient: { name: string };
}

/** What the fixture's own timeline says of one rotation. */
function theirs(periods: Period[]): [string, number][] {
	const stretches: [string, number][] = [];
	let end = FROM;
	for (const { startDate, endDate, recipient } of periods) {
		if (Date.parse(startDate) > end) stretches.push(["nobody", end]);
		stretches.push([recipient.name, Date.parse(startDate)]);
		end = Date.parse(endDate);
	}
	if (end < TO) stretches.push(["nobody", end]);
	return joined(stretches);
}

describe("a team of 40 that leaves Opsgenie", () => {
	it("has the same people on call for 90 days, in each rotation, as Opsgenie's own timeline", () => {
		const rotations = ACCOUNT.schedules.flatMap(
			(schedule: {
				name: string;
				timeline: { finalTimeline: { rotations: { name: string; periods: Period[] }[] } };
			}) => {
				const all = schedule.timeline.finalTimeline.rotations;
				const nameOf = (own: string) => (all.length === 1 ? schedule.name : `${schedule.name}: ${own}`);
				return all.map(({ name, periods }) => ({ name: nameOf(name), periods }));
			},
		);
		expect(rotations).toHaveLength(7);
		for (const { name, periods } of rotations)
			expect(importedOnCall(IMPORTED.file, name, FROM, TO), name).toEqual(theirs(periods));
	});

	it("brings everybody, their teams, the escalations, and a service for each team that escalates", () => {
		const counts = Object.entries(IMPORTED.file).map(([name, entries]) => [
			name,
			Object.keys(Object(entries)).length,
		]);
		expect(Object.fromEntries(counts.slice(1))).toEqual({
			...{ users: 40, teams: 5, schedules: 7, escalationPolicies: 4, services: 4 },
		});
		expect(IMPORTED.file.escalationPolicies).toMatchObject({
			"shop-escalation": {
				levels: [
					{
						targets: [
							{ kind: "schedule", key: "shop-schedule-office" },
							{ kind: "schedule", key: "shop-schedule-nights" },
						],
						escalateAfterSeconds: 300,
					},
					{ targets: [{ kind: "user", key: "ana-okafor" }], escalateAfterSeconds: 600 },
					{ targets: [{ kind: "team", key: "shop" }], escalateAfterSeconds: 600 },
				],
				repeat: 3,
				team: "shop",
			},
		});
	});

	it("reads before anything is written what needs a decision, and what does not exist here", () => {
		const told = (verdict: string) =>
			IMPORTED.notes.filter((note) => note.verdict === verdict).map(({ what, name }) => `${what} ${name}`);
		expect(told("decide")).toEqual(["user Jun Moreau", "escalation Search_escalation"]);
		expect(told("unsupported")).toEqual(["integration Prometheus of the shop", "integration Scripts"]);
	});

	it("is told of a turn that nobody has, which does not exist here", () => {
		const account = structuredClone(ACCOUNT);
		account.schedules[3].rotations[0].participants.push({ type: "none" });
		const note = fromOpsgenie(account).notes.find(({ name }) => name === "Platform_schedule");
		expect(note).toMatchObject({ verdict: "decide", why: expect.stringContaining("of nobody") });
	});
});
