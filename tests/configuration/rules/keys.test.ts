import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyAfter, keysOf, refuseKey } from "../../../worker/configuration/rules/keys.ts";
import { matched } from "../../../worker/configuration/rules/match.ts";

const named = (...names: string[]) => names.map((name, i) => ({ id: `team_${i}`, name }));

describe("the key by which a file knows a thing", () => {
	it("comes from its name, without accents and signs", () => {
		expect(keyAfter("Checkout API", "service")).toBe("checkout-api");
		expect(keyAfter("  Zoë & Ångström (EU) ", "user")).toBe("zoe-angstrom-eu");
		expect(keyAfter("王小明", "user")).toBe("user");
	});

	it("is one that a file may have, and no two things have the same, whatever they are called", () => {
		const names = fc.array(
			fc.oneof(fc.string({ unit: "grapheme", maxLength: 120 }), fc.constantFrom("Web", "web-2")),
		);
		fc.assert(
			fc.property(names, fc.uniqueArray(fc.constantFrom("web", "web-2", "team")), (all, reserved) => {
				const keys = [...keysOf("team", named(...all), new Map(), reserved).values()];
				expect(keys.map(refuseKey)).toEqual(keys.map(() => null));
				expect(new Set([...keys, ...reserved]).size).toBe(all.length + reserved.length);
			}),
		);
	});

	it("stays when the thing is renamed, and is not given to another one", () => {
		const kept = new Map([["team_1", "web"]]);
		expect([...keysOf("team", named("Web", "Website"), kept)]).toEqual([
			["team_1", "web"],
			["team_0", "web-2"],
		]);
	});
});

describe("an entry of a file", () => {
	const ana = { id: "usr_1", key: "ana", identity: "ana@shop.example" };
	const bo = { id: "usr_2", key: undefined, identity: "bo@shop.example" };
	const meant = (...given: { key: string; identity: string | null }[]) =>
		[
			...matched(
				[ana, bo],
				given.map((one) => ({ ...one, entry: {} })),
			),
		].map(([key, { id }]) => [key, id]);

	it("means the thing with its key, whatever else it says now", () => {
		expect(meant({ key: "ana", identity: "bo@shop.example" })).toEqual([["ana", "usr_1"]]);
	});

	it("means the one that is the same by itself where no thing has its key, so that nobody is there twice", () => {
		expect(meant({ key: "bo-smith", identity: "bo@shop.example" })).toEqual([["bo-smith", "usr_2"]]);
		expect(meant({ key: "chidi", identity: "chidi@shop.example" })).toEqual([]);
	});

	it("shares its thing with no other entry", () => {
		expect(meant({ key: "anna", identity: "ana@shop.example" }, { key: "ana", identity: null })).toEqual([
			["ana", "usr_1"],
		]);
	});
});
