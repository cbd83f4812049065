import { describe, expect, it } from "vitest";
import { publicEffect } from "../../app/screens/incidents/now/public-effect.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../worker/paging/rules/severity.ts";

const service = { name: "Sign-in", componentId: "cmp_1", publicTitle: null };
const known = { component: "Accounts", policy: DEFAULT_SEVERITY_POLICY };

describe("before an incident is declared", () => {
	it("says what the status page will say at once, by its own name and title", () => {
		expect(publicEffect(service, "P2", known)).toBe(
			"The status page says at once: “Accounts is partly down”.",
		);
		expect(publicEffect({ ...service, publicTitle: "No sign-in" }, "P1", known)).toMatch(/“No sign-in”/);
	});

	it("says that nothing more becomes public, or nothing at all", () => {
		expect(publicEffect(service, "P3", known)).toMatch(/being checked.+until someone tells the public/);
		expect(publicEffect({ ...service, componentId: null }, "P1", known)).toMatch(/^Nothing becomes public/);
	});

	it("says nothing that is not known", () => {
		expect(publicEffect(undefined, "P1", known)).toBeNull();
		expect(publicEffect(service, null, known)).toBeNull();
		expect(publicEffect(service, "P1", {})).toBeNull();
	});
});
