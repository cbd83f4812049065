import { describe, expect, it } from "vitest";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { peopleTold } from "../../../worker/incidents/rules/told-people.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

const BO = "usr_bo";

const led = () => {
	const rig = new IncidentRig(pagingPlan([60, 60]));
	rig.pass(1_000);
	rig.command({ kind: "acknowledge" }, ana);
	return rig;
};
const lead = (rig: IncidentRig) => viewOf(rig.incident, rig.paging).lead?.id;
const offer = (rig: IncidentRig, userId: string) =>
	rig.command({ kind: "offer_role", role: "lead", userId }, ana);
const refusal = (decision: ReturnType<IncidentRig["command"]>) =>
	"refusal" in decision ? decision.refusal.code : null;

describe("Ana hands the lead over to Bo", () => {
	it("has exactly one lead from the first acknowledgement on: Ana, until Bo accepts", () => {
		const rig = led();
		expect(lead(rig)).toBe(ana.id);
		offer(rig, BO);
		expect(lead(rig)).toBe(ana.id);
		expect(viewOf(rig.incident, rig.paging).handovers).toMatchObject([
			{ role: "lead", userId: BO, by: ana.name },
		]);
		rig.command({ kind: "answer_handover", role: "lead", answer: "accepted" }, bo);
		expect(lead(rig)).toBe(BO);
		expect(viewOf(rig.incident, rig.paging).handovers).toEqual([]);
		const before = rig.events.length;
		rig.command({ kind: "answer_handover", role: "lead", answer: "accepted" }, bo);
		expect(rig.events).toHaveLength(before);
	});

	it("keeps Ana as lead when Bo declines, or when she takes the question back", () => {
		for (const answer of ["declined", "withdrawn"] as const) {
			const rig = led();
			offer(rig, BO);
			if (answer === "declined") rig.command({ kind: "answer_handover", role: "lead", answer }, bo);
			else rig.command({ kind: "withdraw_handover", role: "lead" }, ana);
			expect(lead(rig)).toBe(ana.id);
			expect(rig.events.at(-1)).toMatchObject({ type: "handover_answered", data: { answer } });
			const late = rig.command({ kind: "answer_handover", role: "lead", answer: "accepted" }, bo);
			expect(refusal(late)).toBe("conflict");
		}
	});

	it("lets nobody else accept for Bo, neither Ana nor a script", () => {
		const rig = led();
		offer(rig, BO);
		for (const actor of [ana, { kind: "token", id: BO, name: "Script" } as const])
			expect(refusal(rig.command({ kind: "answer_handover", role: "lead", answer: "accepted" }, actor))).toBe(
				"conflict",
			);
		expect(lead(rig)).toBe(ana.id);
	});

	it("is void when the lead is assigned at once, or the incident is over", () => {
		const assigned = led();
		offer(assigned, BO);
		assigned.command({ kind: "role", role: "lead", userId: BO }, ana);
		const over = led();
		offer(over, BO);
		over.command({ kind: "resolve" }, ana);
		for (const rig of [assigned, over]) expect(viewOf(rig.incident, rig.paging).handovers).toEqual([]);
	});

	it("tells Bo, once for each time that he is asked", () => {
		const rig = led();
		offer(rig, BO);
		offer(rig, BO);
		const told = peopleTold(rig.incident, rig.paging, rig.events, rig.now);
		expect(told.filter(({ what }) => what === "handover")).toMatchObject([
			{ userId: BO, message: `${ana.name} asks you to take over as incident lead.` },
		]);
	});
});
