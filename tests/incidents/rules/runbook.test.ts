import { describe, expect, it } from "vitest";
import { decide } from "../../../worker/incidents/commands/commands.ts";
import { replay } from "../../../worker/incidents/rules/evolve.ts";
import { attach, runbookBrief, runbookToAttach } from "../../../worker/incidents/rules/runbook.ts";
import { type Actor, SYSTEM } from "../../../worker/platform/rules/caller.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";
import { candidate, POOL } from "../../support/runbooks.ts";

const plan = (...runbooks: ReturnType<typeof candidate>[]) => pagingPlan([60, 60], 0, { runbooks });

function begun(): IncidentRig {
	const rig = new IncidentRig(plan());
	rig.append(attach(rig.incident, POOL, "matched", SYSTEM));
	return rig;
}

const say = (rig: IncidentRig, stepId: string, more: object, by: Actor = ana) =>
	rig.command({ kind: "runbook_step", stepId, ...more } as Parameters<typeof rig.command>[0], by);
const words = (rig: IncidentRig) => rig.events.filter(({ type }) => type === "runbook_step").length;

describe("the runbook of an incident", () => {
	it("is looked for when the incident begins, and no more than an hour later", () => {
		const rig = new IncidentRig(plan(candidate(POOL.id, { pattern: "checkout is down" })));
		const wanted = () => runbookToAttach(rig.incident, rig.paging, rig.now);
		expect(wanted()).toBe(POOL.id);
		expect(runbookToAttach(rig.incident, rig.paging, rig.now, new Set([POOL.id]))).toBeNull();
		rig.now += minutes(60);
		expect(wanted()).toBeNull();
	});

	it("is found by what the checks saw, also where a plan from before runbooks knows none", () => {
		const rig = new IncidentRig(
			plan(candidate("tls", { errors: ["tls"] }), candidate("words", { pattern: "expired" })),
		);
		expect(runbookToAttach(rig.incident, rig.paging, rig.now)).toBeNull();
		const [first] = rig.events;
		if (first?.type !== "triggered") throw new Error("no beginning");
		const seen = { region: "weur", outcome: "down", reason: "tls", detail: "certificate expired" };
		const incident = replay([{ ...first, data: { ...first.data, evidence: [seen] } }]);
		expect(incident && runbookToAttach(incident, rig.paging, rig.now)).toBe("tls");
		const { runbooks: _, ...before } = rig.paging;
		expect(incident && runbookToAttach(incident, before, rig.now)).toBeNull();
	});

	it("is the version that was attached: the same comes once, and by itself never in place of another", () => {
		const rig = begun();
		expect(attach(rig.incident, POOL, "matched", SYSTEM)).toEqual([]);
		expect(attach(rig.incident, POOL, "chosen", ana)).toEqual([]);
		expect(attach(rig.incident, { ...POOL, id: "rbk_2" }, "matched", SYSTEM)).toEqual([]);
		expect(attach(rig.incident, { ...POOL, version: 8 }, "chosen", ana)).toHaveLength(1);
		expect(rig.incident.runbook).toMatchObject({ version: 7, name: POOL.name, said: {} });
	});

	it("is chosen by Ana in place of another, and an edit of it changes nothing before", () => {
		const rig = begun();
		say(rig, "look", { state: "done" });
		const other = { ...POOL, id: "rbk_2", name: "Bad release" };
		rig.command({ kind: "runbook", runbookId: other.id, frozen: other }, bo);
		expect(rig.incident.runbook).toMatchObject({ id: "rbk_2", said: {} });
		const missing = decide(
			{ incident: rig.incident, paging: rig.paging, actor: ana, now: rig.now, newId: () => "" },
			{ kind: "runbook", runbookId: "rbk_3", frozen: null },
		);
		expect(missing).toMatchObject({ refusal: { code: "not_found" } });
	});
});

describe("a word on a step", () => {
	it("is told once, however often it arrives", () => {
		const rig = begun();
		for (let i = 0; i < 3; i++) say(rig, "look", { state: "done", note: "40 of 40" });
		say(rig, "look", { state: "done" }, bo);
		expect(words(rig)).toBe(1);
		expect(rig.incident.runbook?.said.look).toMatchObject({ state: "done", note: "40 of 40", by: ana });
	});

	it("can be taken back, and taking back nothing changes nothing", () => {
		const rig = begun();
		say(rig, "look", { state: "open" });
		expect(words(rig)).toBe(0);
		say(rig, "look", { state: "done" });
		say(rig, "look", { state: "open" }, bo);
		say(rig, "look", { state: "open" });
		expect(words(rig)).toBe(2);
		expect(rig.incident.runbook?.said).toEqual({});
	});

	it("is refused for another runbook, for a step that is not there, and for a choice that is none", () => {
		const rig = begun();
		const refusal = (stepId: string, more: object) => {
			const facts = { incident: rig.incident, paging: rig.paging, actor: ana, now: rig.now, newId: () => "" };
			const decision = decide(facts, { kind: "runbook_step", stepId, state: "done", ...more });
			return "refusal" in decision ? decision.refusal : null;
		};
		expect(refusal("look", { runbookId: "rbk_2" })).toMatchObject({ code: "conflict" });
		expect(refusal("nowhere", {})).toMatchObject({ code: "not_found" });
		expect(refusal("release", {})).toMatchObject({ detail: "Name the choice: Yes, No." });
		expect(refusal("release", { choice: "Maybe" })).toMatchObject({ code: "conflict" });
		expect(refusal("look", { choice: "Yes" })).toMatchObject({ code: "conflict" });
		expect(refusal("release", { choice: "No" })).toBeNull();
		const bare = new IncidentRig(plan());
		const facts = {
			incident: bare.incident,
			paging: bare.paging,
			actor: ana,
			now: bare.now,
			newId: () => "",
		};
		expect(decide(facts, { kind: "runbook_step", stepId: "look", state: "done" })).toMatchObject({
			refusal: { code: "not_found", detail: "This incident has no runbook." },
		});
	});

	it("shows that somebody works: the acknowledgement does not lapse", () => {
		const rig = begun();
		rig.command({ kind: "acknowledge" }, ana);
		rig.now += minutes(20);
		say(rig, "look", { state: "done" });
		expect(rig.incident.lastHumanAt).toBe(rig.now);
	});

	it("is taken after the end too, and begins anew when the problem is back", () => {
		const rig = begun();
		rig.command({ kind: "acknowledge" }, ana);
		rig.command({ kind: "resolve" }, ana);
		say(rig, "holders", { state: "did-not-work", note: "full again after 40 s" });
		expect(words(rig)).toBe(1);
		rig.now += seconds(90);
		rig.command({ kind: "reopen", reason: "back again" }, bo);
		expect(rig.incident.runbook).toMatchObject({ id: POOL.id, version: 7, said: {} });
	});
});

describe("what the reader of a page is shown of it", () => {
	it("is the name, the next three steps and how far it has come", () => {
		const rig = begun();
		expect(runbookBrief(rig.incident.runbook)).toMatchObject({
			...{ name: POOL.name, steps: 5, handled: 0 },
			next: [{ id: "look" }, { id: "holders" }, { id: "release" }],
			summary: "Runbook “Connection pool exhausted”: 1. Step look 2. Step holders 3. Step release",
		});
		for (const id of ["look", "holders"]) say(rig, id, { state: "done" });
		say(rig, "release", { state: "done", choice: "No" });
		expect(runbookBrief(rig.incident.runbook)).toMatchObject({
			steps: 4,
			handled: 3,
			next: [{ id: "after" }],
		});
		expect(runbookBrief(null)).toBeNull();
	});
});
