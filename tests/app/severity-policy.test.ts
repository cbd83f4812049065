import { describe, expect, it } from "vitest";
import { changesOf, type Rule, rebased, spanName } from "../../app/screens/paging/severity/policy-words.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../worker/paging/rules/severity.ts";

const BASE = DEFAULT_SEVERITY_POLICY as Rule[];
const withP1 = (rules: Rule[], change: Partial<Rule>) =>
	rules.map((rule) => (rule.severity === "P1" ? { ...rule, ...change } : rule));

describe("the table of severities", () => {
	it("says in words what would change, and nothing where nothing does", () => {
		expect(changesOf(BASE, BASE, (id) => id)).toEqual([]);
		const mine = withP1(BASE, {
			publicUpdateEverySeconds: 1_800,
			alsoPage: ["team"],
			ticketTrackerId: "trk_1",
		});
		expect(changesOf(BASE, mine, () => "Shop").map(({ text }) => text)).toEqual([
			"Also paged: backup and team → team",
			"Public update every: 15 min → 30 min",
			"Ticket: none → Shop",
		]);
	});

	it("puts one person's changes over another's and loses neither", () => {
		const mine = withP1(BASE, { escalates: false });
		const theirs = withP1(BASE, { publish: "draft" });
		const both = rebased(BASE, mine, theirs).find(({ severity }) => severity === "P1");
		expect(both).toMatchObject({ escalates: false, publish: "draft" });
	});

	it("names spans as people do", () => {
		expect([90, 900, 7_200, 86_400, 172_800, null].map((n) => spanName(n, "none"))).toEqual([
			"90 s",
			"15 min",
			"2 h",
			"1 day",
			"2 days",
			"none",
		]);
	});
});
