import { describe, expect, it } from "vitest";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { sharedEvents } from "../../../worker/incidents/rules/shared-timeline.ts";
import { stakeholderView } from "../../../worker/incidents/rules/stakeholder-view.ts";
import { asTimeline } from "../../../worker/incidents/rules/stored-events.ts";
import { type Impact, suggestSeverity } from "../../../worker/incidents/rules/suggest-severity.ts";
import { UNTRIAGED } from "../../../worker/incidents/rules/triage.ts";
import { linesOf } from "../../../worker/reviews/rules/event-lines.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

const acknowledged = () => {
	const rig = new IncidentRig(pagingPlan([60, 60]));
	rig.pass(1_000);
	rig.command({ kind: "acknowledge" }, ana);
	return rig;
};
const refusal = (decision: ReturnType<IncidentRig["command"]>) =>
	"refusal" in decision ? decision.refusal.code : null;
const typesOf = (rig: IncidentRig, type: string) => rig.events.filter((event) => event.type === type);
const told = (rig: IncidentRig) => rig.events.map(asTimeline);

describe("Ana triages", () => {
	it("finds each answer on the timeline once, and corrects it by another", () => {
		const rig = acknowledged();
		for (let i = 0; i < 2; i++) rig.command({ kind: "triage", finding: "unsure" }, ana);
		rig.command({ kind: "triage", finding: "real", customersAffected: true }, ana);
		rig.command({ kind: "triage", customersAffected: true }, bo);
		expect(typesOf(rig, "triaged").map(({ data }) => data)).toEqual([
			{ finding: "unsure" },
			{ finding: "real", customersAffected: true },
		]);
		expect(viewOf(rig.incident, rig.paging).triage).toEqual({ finding: "real", customersAffected: true });
	});

	it("needs no second word at the end: what she found is the disposition, unless another is said", () => {
		const noise = acknowledged();
		noise.command({ kind: "triage", finding: "noise" }, ana);
		noise.command({ kind: "resolve" }, ana);
		expect(noise.incident.disposition).toBe("noise");
		expect(noise.events.at(-1)).toMatchObject({ type: "resolved", data: { disposition: "noise" } });
		const other = acknowledged();
		other.command({ kind: "triage", finding: "noise" }, ana);
		other.command({ kind: "resolve", disposition: "maintenance" }, ana);
		expect(other.incident.disposition).toBe("maintenance");
		const unsure = acknowledged();
		unsure.command({ kind: "triage", finding: "unsure" }, ana);
		unsure.command({ kind: "resolve" }, ana);
		expect(unsure.incident.disposition).toBeNull();
	});

	it("is asked anew when it comes back, and not when a resolve is only taken back", () => {
		const undone = acknowledged();
		undone.command({ kind: "triage", finding: "real" }, ana);
		undone.command({ kind: "resolve" }, ana);
		undone.command({ kind: "undo_resolve" }, ana);
		expect(undone.incident.triage.finding).toBe("real");
		const back = acknowledged();
		back.command({ kind: "triage", finding: "real" }, ana);
		back.command({ kind: "resolve" }, ana);
		back.pass(60_000);
		back.command({ kind: "reopen", reason: "It is back" }, ana);
		expect(back.incident.triage).toEqual(UNTRIAGED);
	});

	it("is refused once it is over: what it was is then the disposition", () => {
		const rig = acknowledged();
		rig.command({ kind: "resolve" }, ana);
		expect(refusal(rig.command({ kind: "triage", finding: "noise" }, ana))).toBe("incident_resolved");
	});
});

describe("a severity is suggested with its reason", () => {
	const impact = (some: Partial<Impact>): Impact => ({
		...{ regions: null, dependants: 0, tier: null, triage: UNTRIAGED, reports: 0 },
		...some,
	});
	const regions = (down: number, slow = 0) => ({ of: 3, down, slow });
	const affected = (customersAffected: boolean) => ({ ...UNTRIAGED, customersAffected });

	it.each([
		["down everywhere", { regions: regions(3) }, "P1", "Down in 3 of 3 regions."],
		["down in one region", { regions: regions(1) }, "P2", "Down in 1 of 3 regions."],
		["slow", { regions: regions(0, 2) }, "P3", "Slow in 2 of 3 regions."],
		[
			"one region, much depends on it",
			{ regions: regions(1), dependants: 4 },
			"P1",
			"4 services depend on it.",
		],
		["down, a small service", { regions: regions(3), tier: 3 }, "P2", "The service is tier 3."],
		[
			"slow, and customers feel it",
			{ regions: regions(0, 1), triage: affected(true) },
			"P2",
			"Customers are affected.",
		],
		[
			"down, and nobody feels it",
			{ regions: regions(3), triage: affected(false) },
			"P3",
			"Customers aren’t affected.",
		],
		["nothing checked, customers feel it", { triage: affected(true) }, "P2", "Customers are affected."],
		[
			"noise",
			{ regions: regions(3), triage: { ...UNTRIAGED, finding: "noise" } },
			"P4",
			"Triage found noise.",
		],
	] as const)("%s", (_name, some, severity, reason) => {
		const suggestion = suggestSeverity(impact(some));
		expect(suggestion?.severity).toBe(severity);
		expect(suggestion?.because).toContain(reason);
	});

	it("and none where nothing is known, or all checks pass", () => {
		expect(suggestSeverity(impact({ dependants: 9 }))).toBeNull();
		expect(suggestSeverity(impact({ regions: regions(0) }))).toBeNull();
	});

	it("stays between P1 and P4", () => {
		expect(suggestSeverity(impact({ regions: regions(3), dependants: 9 }))?.severity).toBe("P1");
		const least = { regions: regions(0, 1), tier: 3, triage: affected(false) };
		expect(suggestSeverity(impact(least))?.severity).toBe("P4");
	});
});

describe("a line of the timeline", () => {
	const noted = () => {
		const rig = acknowledged();
		rig.command({ kind: "note", text: "The password is in the wiki" }, ana);
		return { rig, seq: String(rig.incident.seq) };
	};

	it("is hidden for links and the review, keeps its words for the team, and comes back", () => {
		const { rig, seq } = noted();
		rig.command({ kind: "mark_line", seq, hidden: true }, bo);
		rig.command({ kind: "mark_line", seq, hidden: true }, ana);
		expect(typesOf(rig, "line_marked")).toHaveLength(1);
		expect(typesOf(rig, "note_added")[0]?.data).toEqual({ text: "The password is in the wiki" });
		const view = viewOf(rig.incident, rig.paging);
		const reviewed = () => linesOf({ view, events: told(rig), rule: rig.paging.severityPolicy[0]! });
		for (const shown of [sharedEvents(told(rig)), stakeholderView(view, told(rig)), reviewed()])
			expect(JSON.stringify(shown)).not.toContain("password");
		rig.command({ kind: "mark_line", seq, hidden: false }, ana);
		expect(JSON.stringify(sharedEvents(told(rig)))).toContain("password");
		expect(JSON.stringify(reviewed())).toContain("password");
	});

	it("is pinned for the review, also after the end, and one that a review leaves out is told then", () => {
		const { rig, seq } = noted();
		rig.command({ kind: "role", role: "scribe", userId: "usr_bo" }, ana);
		const role = String(rig.incident.seq);
		rig.command({ kind: "resolve" }, ana);
		for (const line of [seq, role]) rig.command({ kind: "mark_line", seq: line, pinned: true }, ana);
		const view = viewOf(rig.incident, rig.paging);
		const lines = linesOf({ view, events: told(rig), rule: rig.paging.severityPolicy[0]! });
		expect(lines.filter(({ pinned }) => pinned).map(({ seq: one }) => String(one))).toEqual([seq, role]);
	});

	it("stays in sight where others were told of it, and where there is none", () => {
		const { rig } = noted();
		rig.command({ kind: "update", audience: "public", status: "identified", message: "We know why." }, ana);
		const update = String(rig.incident.seq);
		for (const seq of [update, "1"])
			expect(refusal(rig.command({ kind: "mark_line", seq, hidden: true }, ana))).toBe("conflict");
		for (const seq of ["0", "9999", "-1", "1.5", "first"])
			expect(refusal(rig.command({ kind: "mark_line", seq, pinned: true }, ana))).toBe("not_found");
	});
});
