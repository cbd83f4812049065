import { describe, expect, it } from "vitest";
import { holdsAll, namedBy, pagingBy } from "../../../worker/incidents/rules/roster.ts";
import type { Target } from "../../../worker/paging/rules/paging-plan.ts";
import { IncidentRig } from "../../support/incident-rig.ts";
import { ANA, BO, CHIDI, pagingPlan, person } from "../../support/paging-plan.ts";

const DINA = person("usr_dina", "Dina");
const EMEKA = person("usr_emeka", "Emeka");
const user = (id: string): Target => ({ kind: "user", id });

/** An incident whose ladder is Ana, Bo and Chidi; Dina was called in. */
function incidentWith(called: Target[]) {
	const paging = pagingPlan([3, 3, 3], 0, { people: [ANA, BO, CHIDI, DINA, EMEKA] });
	const rig = new IncidentRig(paging);
	if (called.length > 0) rig.command({ kind: "responders", targets: called });
	return { incident: rig.incident, paging };
}

describe("whom an incident may page", () => {
	it("are those of its own ladder, its team, and whoever was called in", () => {
		const { incident, paging } = incidentWith([user(DINA.id)]);
		const service = { ...paging.service, teamId: "tem_shop" };
		const named = namedBy(incident, { ...paging, service });
		const expected = [ANA.id, BO.id, CHIDI.id, DINA.id].map(user);
		expect(named).toEqual(expect.arrayContaining([...expected, { kind: "team", id: "tem_shop" }]));
		expect(named).toHaveLength(5);
	});

	it("are not all in a plan that names others", () => {
		const { incident, paging } = incidentWith([user(DINA.id)]);
		const named = namedBy(incident, paging);
		expect(holdsAll(paging, named)).toBe(true);
		expect(holdsAll({ ...paging, people: [ANA, BO, CHIDI] }, named)).toBe(false);
	});

	it("stay reachable when they were called in while the database was asked for the others", () => {
		const { incident, paging } = incidentWith([user(DINA.id)]);
		const asked = [ANA, BO, CHIDI].map(({ id }) => user(id));
		const read = { ...paging, people: [ANA, BO, CHIDI], readAt: 9 };
		expect(pagingBy({ plan: read, asked }, paging, incident).people).toEqual([ANA, BO, CHIDI, DINA]);
	});

	it("leave at once when they were asked for and are gone", () => {
		const { incident, paging } = incidentWith([user(DINA.id)]);
		const asked = namedBy(incident, paging);
		const read = { ...paging, people: [ANA, CHIDI], readAt: 9 };
		expect(pagingBy({ plan: read, asked }, paging, incident).people).toEqual([ANA, CHIDI]);
	});

	it("are those of the snapshot when The database isn’t responding.", () => {
		const { incident, paging } = incidentWith([]);
		expect(pagingBy({ plan: null, asked: [] }, paging, incident)).toBe(paging);
	});

	it("are found by the policy that the incident began with, whatever the service has now", () => {
		const { incident, paging } = incidentWith([]);
		const edited = pagingPlan([60], 3, { people: [ANA, BO, CHIDI], readAt: 9 });
		const now = pagingBy({ plan: edited, asked: namedBy(incident, paging) }, paging, incident);
		expect(now.policy).toEqual(paging.policy);
		expect(now.people).toEqual([ANA, BO, CHIDI]);
	});
});
