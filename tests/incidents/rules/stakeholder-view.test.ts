import { describe, expect, it } from "vitest";
import type { IncidentView, TimelineEvent } from "../../../worker/incidents/rules/incident-types.ts";
import { viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { stakeholderView } from "../../../worker/incidents/rules/stakeholder-view.ts";
import { ana, bo, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";

const CANARY = "CANARY";

/** Every field that a view has, with a canary wherever a text may stand. */
function everythingSaid(): { view: IncidentView; events: TimelineEvent[] } {
	const rig = new IncidentRig(pagingPlan([600]), "P1", undefined, true);
	rig.drive();
	rig.command({ kind: "acknowledge" }, ana);
	rig.command({ kind: "note", text: `${CANARY} note` }, bo);
	rig.command({ kind: "title", title: "Orders fail, ask ana@shop.example" }, ana);
	const update = {
		kind: "update",
		status: "identified",
		message: "Key sk_live_4eC39HqLyjWDarjtT1zdp7dc",
	} as const;
	rig.command({ ...update, audience: "public" }, ana);
	rig.command({ ...update, audience: "stakeholders", message: "The board was called." }, ana);
	const view = viewOf(rig.incident, rig.paging);
	const canaries = {
		source: { kind: "monitor" as const, id: CANARY, name: CANARY },
		acknowledgedBy: { kind: "user" as const, id: CANARY, name: CANARY },
		nextEscalation: { at: 1, level: 1, round: 1, targets: [{ kind: "user", id: CANARY, name: CANARY }] },
		service: { id: CANARY, name: "Checkout" },
		lead: { id: CANARY, name: "Ana" },
		publicClosing: { component: CANARY, message: CANARY },
	};
	const [first, ...rest] = rig.events as unknown as TimelineEvent[];
	const begun = { ...first!, data: { ...first!.data, description: CANARY, evidence: [{ detail: CANARY }] } };
	return { view: { ...view, ...canaries }, events: [begun, ...rest] };
}

describe("what a stakeholder link shows", () => {
	it("is how it stands and what was told, and nothing else of what the incident knows", () => {
		const { view, events } = everythingSaid();
		const shown = stakeholderView(view, events);
		expect(JSON.stringify(shown)).not.toContain(CANARY);
		expect(Object.keys(shown).sort()).toEqual([
			...["estimatedResolutionAt", "leadName", "nextUpdateDueAt", "number", "resolvedAt", "serviceName"],
			...["severity", "state", "status", "title", "triggeredAt", "updates"],
		]);
		expect(shown).toMatchObject({
			title: "Orders fail, ask [email]",
			leadName: "Ana",
			serviceName: "Checkout",
		});
		expect(shown.updates.map(({ audience }) => audience)).toEqual(["stakeholders", "public"]);
		expect(shown.updates[1]!.message).not.toContain("sk_live");
	});

	it("has the earlier of what the public and stakeholders were promised", () => {
		const { view, events } = everythingSaid();
		const at = (publicAt: number | null, theirs: number | null) =>
			stakeholderView({ ...view, nextUpdateDueAt: publicAt, nextStakeholderUpdateDueAt: theirs }, events)
				.nextUpdateDueAt;
		expect([at(2, 1), at(1, 2), at(null, 3), at(null, null)]).toEqual([1, 1, 3, null]);
	});

	it("skips what a newer version wrote", () => {
		const { view } = everythingSaid();
		const newer = { seq: 2, type: "update_published", at: 1, actor: ana, data: { v: 9, message: CANARY } };
		expect(stakeholderView(view, [newer]).updates).toEqual([]);
	});
});
