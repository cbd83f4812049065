import { describe, expect, it } from "vitest";
import { ADDRESSES } from "../../app/gallery/addresses.ts";
import { ROUTES } from "../../app/routes.ts";
import { scopedPath } from "../../app/shell/scoped-path.ts";

const pictures = ROUTES.flatMap((route) => Object.keys(route.pictures));

describe("the places of the app", () => {
	it("have an address and a picture each, of their own", () => {
		for (const all of [ROUTES.map((route) => route.path), pictures]) expect([...new Set(all)]).toEqual(all);
		expect(ROUTES.filter((route) => Object.keys(route.pictures).length === 0)).toEqual([]);
		expect(Object.keys(ADDRESSES).filter((name) => !pictures.includes(name))).toEqual([]);
	});

	it("stay within the scope of the service worker: Now is at /app/", () => {
		expect(["/app", "/app?x=1", "/app/", "/app/incidents", "/apple"].map(scopedPath)).toEqual([
			...["/app/", "/app/?x=1", "/app/", "/app/incidents", "/apple"],
		]);
	});

	it("leave five tabs on a phone, and lead from More only to what a member may see", () => {
		const listed = ROUTES.flatMap(({ nav, ...route }) => (nav ? [{ ...route, nav }] : []));
		expect(listed.filter(({ nav }) => nav.where !== "more")).toHaveLength(5);
		expect(listed.filter(({ who, path }) => who !== "members" || path.includes(":"))).toEqual([]);
	});
});
