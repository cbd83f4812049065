import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromGrafana } from "../../../worker/configuration/rules/grafana.ts";
import { importedOnCall, joined } from "../../support/imported-on-call.ts";

const ACCOUNT = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/grafana.json"), "utf8"));
const FROM = Date.parse("2026-10-01T00:00:00Z");
const TO = FROM + 90 * 86_400_000;
const IMPORTED = fromGrafana(ACCOUNT);

interface FinalShift {
	shift_start: string;
	shift_end: string;
	user_email: string;
}

/** What the fixture's own final shifts say. */
function theirs(shifts: FinalShift[]): [string, number][] {
	const stretches: [string, number][] = [];
	let end = FROM;
	for (const { shift_start, shift_end, user_email } of shifts) {
		if (Date.parse(shift_start) > end) stretches.push(["nobody", end]);
		stretches.push([user_email, Date.parse(shift_start)]);
		end = Date.parse(shift_end);
	}
	if (end < TO) stretches.push(["nobody", end]);
	return joined(stretches);
}

describe("a team of 40 that leaves Grafana OnCall", () => {
	it("has the same people on call for 90 days as Grafana OnCall's own final shifts", () => {
		expect(ACCOUNT.schedules).toHaveLength(3);
		for (const { name, final_shifts } of ACCOUNT.schedules)
			expect(importedOnCall(IMPORTED.file, name, FROM, TO), name).toEqual(theirs(final_shifts));
	});

	it("brings everybody, their teams, the chains with their waits, and a service for each integration", () => {
		const counts = Object.entries(IMPORTED.file).map(([name, entries]) => [
			name,
			Object.keys(Object(entries)).length,
		]);
		expect(Object.fromEntries(counts.slice(1))).toEqual({
			...{ users: 40, teams: 5, schedules: 3, escalationPolicies: 2, services: 3, integrations: 2 },
		});
		expect(IMPORTED.file.escalationPolicies).toMatchObject({
			"shop-chain": {
				levels: [
					{ targets: [{ kind: "schedule", key: "shop" }], escalateAfterSeconds: 300 },
					{
						targets: [
							{ kind: "user", key: "ana-okafor" },
							{ kind: "user", key: "bo-okafor" },
						],
						escalateAfterSeconds: 900,
					},
				],
				repeat: 5,
			},
		});
	});

	it("reads before anything is written what needs a decision, and what does not exist here", () => {
		const told = (verdict: string) =>
			IMPORTED.notes.filter((note) => note.verdict === verdict).map(({ what, name }) => `${what} ${name}`);
		expect(told("decide")).toEqual([
			"escalation chain Payments chain",
			"integration Prometheus",
			"integration Scripts",
		]);
		expect(told("unsupported")).toEqual(["integration Mail", "integration Nowhere"]);
	});

	it("is told of a shift that comes monthly, which does not exist here", () => {
		const account = structuredClone(ACCOUNT);
		account.on_call_shifts[0].frequency = "monthly";
		const note = fromGrafana(account).notes.find(({ what }) => what === "schedule");
		expect(note).toMatchObject({ verdict: "decide", why: expect.stringContaining("comes monthly") });
	});
});
