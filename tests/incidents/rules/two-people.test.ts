/** A level that needs two people: the first acknowledgement frees its person, the second stops the pages. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "../../../worker/incidents/commands/commands.ts";
import { replay } from "../../../worker/incidents/rules/evolve.ts";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import type { Level, PagingPlan } from "../../../worker/paging/rules/paging-plan.ts";
import type { Actor } from "../../../worker/platform/rules/caller.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { ANA, BO, CHIDI, pagingPlan, person } from "../../support/paging-plan.ts";
import { runs } from "../../support/runs.ts";

const chidi: Actor = { kind: "user", id: "usr_chidi", name: "Chidi" };
const script: Actor = { kind: "token", id: "tok_1", name: "A script" };

const level = (needsAcknowledgements: number | undefined, ...people: { id: string }[]): Level => ({
	targets: people.map(({ id }) => ({ kind: "user", id })),
	escalateAfterSeconds: 60,
	needsAcknowledgements,
});
const planOf = (levels: Level[], more: Partial<PagingPlan> = {}): PagingPlan => {
	const plan = pagingPlan([60], 0, more);
	return { ...plan, policy: { ...plan.policy, levels } };
};
const acknowledge = { kind: "acknowledge" } as const;

describe("a level that needs two people", () => {
	it("pages the rest of it and goes up after Ana acknowledged, and stops when Bo has too", () => {
		const rig = new IncidentRig(planOf([level(2, ANA, BO), level(1, CHIDI)]));
		rig.pass(seconds(5));
		rig.receive("pag_1");
		rig.receive("pag_2");
		rig.command(acknowledge, ana);
		expect(rig.incident).toMatchObject({ state: "triggered", acknowledgedBy: null });
		expect(rig.incident.roles.lead).toEqual({ id: "usr_ana", name: "Ana" });
		expect(viewOf(rig.incident, rig.paging).firstAcknowledgement).toMatchObject({ by: ana, enoughAt: null });
		rig.pass(seconds(60));
		expect(rig.requests()).toEqual([
			...["1/1 Ana at 0", "1/1 Bo at 0", "1/1 Bo at 50000", "1/2 Chidi at 60000"],
		]);
		rig.command(acknowledge, bo);
		expect(rig.incident).toMatchObject({ state: "acknowledged", acknowledgedBy: ana });
		expect(rig.incident.roles.lead).toEqual({ id: "usr_ana", name: "Ana" });
		rig.pass(minutes(20));
		expect(rig.requests()).toHaveLength(4);
	});

	it("takes whoever comes from a later level as the second, and asks for two from then on", () => {
		const rig = new IncidentRig(planOf([level(2, ANA, BO), level(1, CHIDI)]));
		rig.pass(seconds(70));
		rig.command(acknowledge, chidi);
		expect(rig.incident.state).toBe("triggered");
		rig.command(acknowledge, ana);
		expect(rig.incident).toMatchObject({ state: "acknowledged", acknowledgedBy: chidi });
	});

	it("asks for one while only levels that need one were paged", () => {
		const rig = new IncidentRig(planOf([level(1, ANA), level(2, BO, CHIDI)]));
		rig.pass(seconds(5));
		rig.command(acknowledge, ana);
		expect(rig.incident.state).toBe("acknowledged");
		expect(rig.types()).not.toContain("first_acknowledged");
	});

	it("is not satisfied by the same person twice, nor by two scripts; a script and a person are two", () => {
		const rig = new IncidentRig(planOf([level(2, ANA, BO)]));
		rig.pass(seconds(5));
		rig.command(acknowledge, script);
		rig.command(acknowledge, { ...script, kind: "integration", id: "int_1" });
		expect(rig.incident.state).toBe("triggered");
		rig.command(acknowledge, bo);
		expect(rig.incident.state).toBe("acknowledged");
		expect(rig.incident.roles.lead?.id).toBe("usr_bo");
		const other = new IncidentRig(planOf([level(2, ANA, BO)]));
		other.command(acknowledge, ana);
		other.command(acknowledge, ana);
		expect(other.types().filter((type) => type === "first_acknowledged")).toHaveLength(1);
		expect(other.incident.state).toBe("triggered");
	});

	it("that reaches only Ana takes her alone once its time is over, and says so", () => {
		const people = [ANA, person("usr_bo", "Bo", { methods: [] }), CHIDI];
		const rig = new IncidentRig(planOf([level(2, ANA, BO), level(1, CHIDI)], { people }));
		rig.pass(seconds(5));
		rig.command(acknowledge, ana);
		const { firstAcknowledgement, nextEscalation } = viewOf(rig.incident, rig.paging);
		expect(firstAcknowledgement?.enoughAt).toBe(rig.events[0]!.at + seconds(60));
		expect(nextEscalation).toBeNull();
		rig.pass(seconds(54));
		expect(rig.incident.state).toBe("triggered");
		rig.pass(seconds(2));
		expect(rig.incident).toMatchObject({ state: "acknowledged", acknowledgedBy: ana });
		const last = rig.events.find(({ type }) => type === "acknowledged");
		expect(last).toMatchObject({ actor: ana, data: { alone: { level: 1 } } });
		expect(rig.requests()).toEqual(["1/1 Ana at 0"]);
	});

	it("pages others for a P3 that does not escalate, and is not left open when nobody else is there", () => {
		const rig = new IncidentRig(planOf([level(2, ANA)]), "P3");
		rig.pass(seconds(5));
		rig.command(acknowledge, ana);
		rig.pass(seconds(60));
		expect(rig.incident.state).toBe("acknowledged");
	});

	it("calls Ana again when somebody calls her in after she acknowledged, and once", () => {
		const rig = new IncidentRig(planOf([level(2, ANA, BO)]));
		rig.pass(seconds(5));
		rig.command(acknowledge, ana);
		rig.command({ kind: "responders", targets: [{ kind: "user", id: "usr_ana" }] }, bo);
		rig.pass(seconds(5));
		rig.command(acknowledge, ana);
		expect(rig.types().filter((type) => type === "page_answered")).toHaveLength(1);
		expect(rig.requests().filter((line) => line.includes("Ana"))).toHaveLength(2);
	});

	it("can't be snoozed by one, and what Ana takes back pages her again", () => {
		const rig = new IncidentRig(planOf([level(2, ANA, BO)]));
		rig.pass(seconds(5));
		expect(rig.command({ kind: "snooze", seconds: 60 }, ana)).toMatchObject({
			refusal: { code: "conflict" },
		});
		rig.command(acknowledge, ana);
		expect(rig.command({ kind: "snooze", seconds: 60 }, ana)).toHaveProperty("refusal");
		rig.command({ kind: "unacknowledge" }, ana);
		expect(rig.incident.firstAcknowledgement).toBeNull();
		rig.pass(seconds(5));
		expect(rig.requests().at(-2)).toBe("1/1 Ana at 5000");
		rig.command(acknowledge, bo);
		expect(rig.command({ kind: "snooze", seconds: 60 }, ana)).toHaveProperty("events");
		expect(rig.incident.state).toBe("acknowledged");
	});

	it("says of a level where only Ana is that she has acknowledged, and pages an admin as the last resort", () => {
		const people = [{ ...ANA, role: "responder" as const }, { ...BO, role: "admin" as const }, CHIDI];
		const rig = new IncidentRig(planOf([level(2, ANA, BO), level(1, ANA)], { people }));
		rig.pass(seconds(5));
		rig.command(acknowledge, ana);
		rig.pass(minutes(12));
		expect(rig.events.find(({ type }) => type === "level_empty")).toMatchObject({
			data: { isAnswered: true },
		});
		expect(rig.requests().filter((line) => line.includes("/0 "))).toEqual(["1/0 Bo at 660000"]);
	});
});

type Act = { do: "pass"; ms: number } | { do: "command"; command: Command; by: Actor } | { do: "fail" };

const commands: Command[] = [
	...[acknowledge, acknowledge, acknowledge],
	{ kind: "unacknowledge" },
	{ kind: "escalate" },
	{ kind: "severity", severity: "P1" },
	{ kind: "severity", severity: "P4" },
	{ kind: "resolve" },
	{ kind: "reopen", reason: "again" },
	{ kind: "responders", targets: [{ kind: "user", id: "usr_ana" }] },
];
const act: fc.Arbitrary<Act> = fc.oneof(
	fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 200_000 }) }),
	fc.record({
		do: fc.constant("command" as const),
		command: fc.constantFrom(...commands),
		by: fc.constantFrom(ana, bo, chidi, script),
	}),
	fc.constant({ do: "fail" as const }),
);
const policies = fc.array(
	fc
		.tuple(fc.constantFrom(1, 2), fc.subarray([ANA, BO, CHIDI], { minLength: 1 }))
		.map(([needs, people]) => level(needs, ...people)),
	{ minLength: 1, maxLength: 3 },
);

describe("whatever people do about levels that need two", () => {
	const check = (holds: (rig: IncidentRig) => void) =>
		fc.assert(
			fc.property(policies, fc.array(act, { maxLength: 25 }), (levels, acts) => {
				const rig = new IncidentRig(planOf(levels));
				rig.drive();
				for (const one of acts) {
					if (one.do === "pass") rig.pass(one.ms);
					else if (one.do === "command") rig.command(one.command, one.by);
					else rig.answers = () => ({ kind: "retry", reason: "http_503", retryAfterMs: null });
				}
				holds(rig);
			}),
			{ numRuns: runs(150) },
		);

	it("nothing of the ladder is sent to whoever acknowledged, until it is taken back or begins anew", () =>
		check(({ events, incident }) => {
			let first: string | null = null;
			for (const event of events) {
				if (event.type === "first_acknowledged") first = event.actor.id;
				if (["unacknowledged", "acknowledged", "reopened"].includes(event.type)) first = null;
				if (event.type !== "page_attempted" || event.data.level === 0) continue;
				expect(incident.pages.get(event.data.pageId)!.userId).not.toBe(first ?? "nobody");
			}
		}));

	it("somebody leads from the first acknowledgement of a person on", () =>
		check(({ events }) => {
			let lead: string | null = null;
			for (const event of events) {
				if (event.type !== "acknowledged" && event.type !== "first_acknowledged") continue;
				if (event.data.becomesLead) {
					expect(lead).toBeNull();
					lead = event.actor.id;
				}
				if (event.actor.kind === "user") expect(lead).not.toBeNull();
			}
		}));

	it("nobody is waited for without a next step, and the state is the fold of the timeline", () =>
		check((rig) => {
			expect(replay(structuredClone(rig.events))).toEqual(rig.incident);
			const { firstAcknowledgement, state } = rig.incident;
			if (state !== "triggered" || firstAcknowledgement === null) return;
			rig.drive();
			expect(rig.incident.state === "acknowledged" || rig.plan().wakeAt !== null).toBe(true);
		}));
});
