import { describe, expect, it } from "vitest";
import { componentAt, componentSlugs } from "../../../worker/status/rules/component-slug.ts";

const named = (...names: string[]) => names.map((name, i) => ({ id: `cmp_${i}`, name }));
const slugs = (...names: string[]) => [...componentSlugs(named(...names)).values()];

describe("the address of a component's page", () => {
	it("is its name, as far as an address can spell it", () => {
		expect(slugs("Checkout", "Größe & Co.", "  API v2 ", "Crème brûlée")).toEqual([
			...["checkout", "grosse-co", "api-v2", "creme-brulee"],
		]);
	});

	it("is its identifier where the name says nothing, or is not its alone", () => {
		expect(slugs("決済", "API", "api!", "…")).toEqual(["cmp_0", "cmp_1", "cmp_2", "cmp_3"]);
	});

	it("leads to it by its identifier too, whatever it is called now", () => {
		const all = named("Checkout", "Search");
		expect(componentAt(all, "search")?.id).toBe("cmp_1");
		expect(componentAt(all, "cmp_1")?.name).toBe("Search");
		expect([componentAt(all, "Search"), componentAt(all, "")]).toEqual([null, null]);
	});
});
