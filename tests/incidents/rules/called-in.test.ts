/** Whoever is called in says whether they come, and the ladder goes on as it would. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "../../../worker/incidents/commands/commands.ts";
import { replay } from "../../../worker/incidents/rules/evolve.ts";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { peopleTold } from "../../../worker/incidents/rules/told-people.ts";
import { SYSTEM } from "../../../worker/platform/rules/caller.ts";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";
import { runs } from "../../support/runs.ts";

const chidi = { kind: "user" as const, id: "usr_chidi", name: "Chidi" };
const callIn = (...ids: string[]): Command => ({
	kind: "responders",
	targets: ids.map((id) => ({ kind: "user", id })),
});
const say = (answer: "accepted" | "declined", reason: string | null = null): Command => ({
	kind: "answer_call",
	answer,
	reason,
});
const calledIn = (rig: IncidentRig) =>
	viewOf(rig.incident, rig.paging).calledIn?.map(({ userName, answer }) => `${userName}: ${answer}`);
const told = (rig: IncidentRig) =>
	peopleTold(rig.incident, rig.paging, rig.events, rig.now)
		.filter(({ what }) => what === "declined" || what === "suggested")
		.map(({ userId, message }) => `${userId}: ${message}`);

function called() {
	const rig = new IncidentRig(pagingPlan([600, 600, 600]));
	rig.pass(seconds(5));
	rig.command({ kind: "acknowledge" }, ana);
	rig.command(callIn("usr_bo", "usr_chidi"), ana);
	rig.pass(seconds(1));
	return rig;
}

describe("somebody who is called in", () => {
	it("says that they come or why they do not; Ana, who asked, hears of the second", () => {
		const rig = called();
		expect(calledIn(rig)).toEqual(["Bo: null", "Chidi: null"]);
		rig.command(say("accepted"), bo);
		rig.command(say("declined", "On a train"), chidi);
		expect(calledIn(rig)).toEqual(["Bo: accepted", "Chidi: declined"]);
		expect(told(rig)).toEqual(["usr_ana: Chidi can’t come: On a train"]);
		rig.command(say("declined", "On a train"), chidi);
		expect(told(rig)).toHaveLength(1);
		rig.command(say("accepted"), chidi);
		expect(calledIn(rig)).toEqual(["Bo: accepted", "Chidi: accepted"]);
	});

	it("is not paged again by that call once they answered, and is by the next one", () => {
		const rig = called();
		const pageOfBo = [...rig.incident.pages.values()].find(({ userId }) => userId === "usr_bo")!;
		rig.receive(pageOfBo.id);
		rig.command(say("declined"), bo);
		rig.pass(minutes(5));
		const ofBo = () => rig.requests().filter((line) => line.includes("Bo")).length;
		expect(ofBo()).toBe(1);
		rig.command(callIn("usr_bo"), ana);
		rig.pass(seconds(1));
		expect(ofBo()).toBe(2);
		expect(calledIn(rig)?.[0]).toBe("Bo: null");
	});

	it("says so by the buttons of the page as well, and is refused where nobody called them", () => {
		const rig = called();
		const page = (userId: string) => [...rig.incident.pages.values()].find((one) => one.userId === userId)!;
		rig.command({ kind: "acknowledge", pageId: page("usr_bo").id }, bo);
		rig.command({ kind: "cannot_take", pageId: page("usr_chidi").id }, chidi);
		expect(calledIn(rig)).toEqual(["Bo: accepted", "Chidi: declined"]);
		expect(told(rig)).toEqual(["usr_ana: Chidi can’t come."]);
		expect(rig.command(say("accepted"), ana)).toMatchObject({ refusal: { code: "conflict" } });
	});

	it("never moves the ladder by it, whenever they answer, also before level 1 is paged", () => {
		const answer = fc.constantFrom(say("accepted"), say("declined"), say("declined", "Asleep"));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 900_000 }), answer), { maxLength: 6 }),
				(acts) => {
					const ladderOf = (answers: boolean) => {
						const rig = new IncidentRig(pagingPlan([300, 300, 300], 1));
						rig.command(callIn("usr_bo"), ana);
						for (const [ms, command] of acts) {
							rig.pass(ms);
							if (answers) rig.command(command, bo);
						}
						rig.pass(minutes(60) - rig.now + rig.events[0]!.at);
						expect(replay(structuredClone(rig.events))).toEqual(rig.incident);
						return rig.requests().filter((line) => !line.includes("/0 "));
					};
					expect(ladderOf(true)).toEqual(ladderOf(false));
				},
			),
			{ numRuns: runs(40) },
		);
	});
});

const shift = (leadId: string, userId: string, startsAt = 1): Command => ({
	...{ kind: "suggest_handover", scheduleId: "sch_shop", startsAt, leadId, userId },
});
const suggested = (rig: IncidentRig) => viewOf(rig.incident, rig.paging).handoverSuggestion ?? null;

function led(severity: "P1" | "P2" | "P3" = "P2") {
	const plan = pagingPlan([600]);
	plan.policy.levels[0]!.targets.push({ kind: "schedule", id: "sch_shop" });
	const rig = new IncidentRig(plan, severity);
	rig.pass(seconds(5));
	rig.command({ kind: "acknowledge" }, ana);
	return rig;
}

describe("the end of the lead's shift", () => {
	it("asks Ana once whether she hands over to Bo, and she leads until Bo accepts her question", () => {
		const rig = led();
		rig.command(shift("usr_ana", "usr_bo"), SYSTEM);
		rig.command(shift("usr_ana", "usr_bo"), SYSTEM);
		expect(rig.types().filter((type) => type === "handover_suggested")).toHaveLength(1);
		expect(suggested(rig)).toEqual({ userId: "usr_bo", userName: "Bo", leadId: "usr_ana" });
		expect(told(rig)).toEqual(["usr_ana: Your shift ended. Hand over to Bo? Open the incident to ask them."]);
		expect(rig.incident.roles.lead?.id).toBe("usr_ana");
		const before = rig.requests().length;
		rig.pass(minutes(20));
		expect(rig.requests()).toHaveLength(before);
		rig.command({ kind: "offer_role", role: "lead", userId: "usr_bo" }, ana);
		expect(suggested(rig)).toBeNull();
		rig.command({ kind: "answer_handover", role: "lead", answer: "accepted" }, bo);
		expect(rig.incident.roles.lead?.id).toBe("usr_bo");
		expect(suggested(rig)).toBeNull();
	});

	it("asks Ana no more once she keeps the lead, by whichever schedule, until the next change of shifts", () => {
		const rig = led();
		rig.paging.policy.levels[0]!.targets.push({ kind: "schedule", id: "sch_backup" });
		rig.command(shift("usr_ana", "usr_bo", rig.now), SYSTEM);
		rig.command({ kind: "keep_lead" }, bo);
		expect(suggested(rig)).not.toBeNull();
		rig.pass(minutes(5));
		rig.command({ kind: "keep_lead" }, ana);
		rig.command({ kind: "keep_lead" }, ana);
		expect(rig.types().filter((type) => type === "handover_kept")).toHaveLength(1);
		expect(suggested(rig)).toBeNull();
		const before = rig.now - minutes(5);
		rig.command(shift("usr_ana", "usr_bo", before), SYSTEM);
		rig.command({ ...shift("usr_ana", "usr_bo", before), scheduleId: "sch_backup" } as Command, SYSTEM);
		expect(suggested(rig)).toBeNull();
		rig.pass(minutes(60));
		rig.command(shift("usr_ana", "usr_chidi", rig.now), SYSTEM);
		expect(suggested(rig)).toMatchObject({ userName: "Chidi", leadId: "usr_ana" });
		expect(replay(rig.events)?.suggestion).toEqual(rig.incident.suggestion);
	});

	it("asks nothing of a P3, of another lead, of a schedule that pages nobody here, or while somebody is asked", () => {
		const p3 = led("P3");
		p3.command(shift("usr_ana", "usr_bo"), SYSTEM);
		const rig = led();
		rig.command(shift("usr_chidi", "usr_bo"), SYSTEM);
		rig.command({ ...shift("usr_ana", "usr_bo"), scheduleId: "sch_other" } as Command, SYSTEM);
		rig.command({ kind: "offer_role", role: "lead", userId: "usr_chidi" }, ana);
		rig.command(shift("usr_ana", "usr_bo"), SYSTEM);
		for (const one of [p3, rig]) expect(one.types()).not.toContain("handover_suggested");
	});
});
