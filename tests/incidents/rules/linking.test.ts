import { describe, expect, it } from "vitest";
import { LINKS_UP_TO, linkEvents, whyNotLinked } from "../../../worker/incidents/rules/linking.ts";
import { ana } from "../../support/incident-rig.ts";

const other = { incidentId: "inc_other", number: 7, title: "Search is slow" };
const full = new Set(Array.from({ length: LINKS_UP_TO }, (_, i) => `inc_${i}`));

describe("a link", () => {
	it("is made and removed once, however often it is asked for", () => {
		const none = { linked: new Set<string>() };
		const one = { linked: new Set([other.incidentId]) };
		expect(linkEvents(none, { kind: "link", other, actor: ana })).toEqual([
			{ type: "linked", actor: ana, data: other },
		]);
		expect(linkEvents(one, { kind: "link", other, actor: ana })).toEqual([]);
		expect(linkEvents(one, { kind: "unlink", other, actor: ana })).toMatchObject([{ type: "unlinked" }]);
		expect(linkEvents(none, { kind: "unlink", other, actor: ana })).toEqual([]);
	});

	it("is not taken by an incident that has twenty, and never between a drill and a real incident", () => {
		expect(linkEvents({ linked: full }, { kind: "link", other, actor: ana })).toBeNull();
		const incident = { id: "inc_a", number: 1, drill: false, linked: full };
		expect(whyNotLinked(incident, { id: "inc_b", drill: false })).toContain("20 links");
		expect(whyNotLinked({ ...incident, linked: new Set() }, { id: "inc_b", drill: true })).toContain("drill");
		expect(whyNotLinked({ ...incident, linked: new Set() }, { id: "inc_b", drill: false })).toBeNull();
	});
});
