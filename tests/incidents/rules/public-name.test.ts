import { describe, expect, it } from "vitest";
import { publicName, toldName } from "../../../worker/incidents/rules/public-name.ts";
import type { Severity } from "../../../worker/paging/rules/severity.ts";
import { NOON, publicIncident } from "../../support/public-cast.ts";

describe("what customers read of an incident", () => {
	it.each<[Severity, string, string]>([
		["P1", "Checkout is down", "Checkout was down"],
		["P2", "Checkout is partly down", "Checkout was partly down"],
		["P3", "Checkout is degraded", "Checkout was degraded"],
		["P4", "Checkout has a minor problem", "Checkout had a minor problem"],
	])("a %s is told in the past tense once it is over", (severity, open, over) => {
		const name = publicName("Checkout", severity, null);
		const incident = publicIncident({ name, severity });
		expect([name, toldName(incident), toldName({ ...incident, resolvedAt: NOON })]).toEqual([
			open,
			open,
			over,
		]);
	});

	it("a title of the team's own says that it is over, and is not changed otherwise", () => {
		const name = publicName("Checkout", "P1", "Cards are declined");
		const incident = publicIncident({ name });
		expect(toldName(incident)).toBe("Cards are declined");
		expect(toldName({ ...incident, resolvedAt: NOON })).toBe("Resolved: Cards are declined");
	});
});
