import { describe, expect, it } from "vitest";
import { ADDRESSES } from "../../app/gallery/addresses.ts";
import { ROUTES } from "../../app/routes.ts";
import { isAtPlace } from "../../app/shell/nav-place.ts";
import { askedFirst } from "../../app/shell/route-at.ts";
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

	it("ask for what they show while their code is on its way, and those of strangers only who this is", () => {
		const asked = (path: string) => askedFirst(ROUTES, path);
		expect(asked("/app/incidents/inc_1")).toEqual([
			...["/me", "/incidents/inc_1", "/incidents/inc_1/timeline", "/now"],
		]);
		expect(asked("/app/incidents/inc_1/replay")).toEqual(["/me", "/now"]);
		expect(asked("/app/")).toEqual(["/me", "/now"]);
		expect(asked("/app/login")).toEqual(["/me"]);
	});

	it("are shown under the entry that leads back: a monitor under its service, on a phone", () => {
		const entries = ROUTES.flatMap(({ path, title, nav }) => (nav ? [{ path, title, nav }] : []));
		const here = (path: string, query = "", isRail = false) =>
			entries.filter((one) => isAtPlace(one, entries, { path, query }, isRail)).map(({ title }) => title);
		const tabs = (path: string, query?: string) =>
			here(path, query).filter((title) => entries.find((one) => one.title === title)?.nav.where !== "more");
		expect(["/", "/incidents/inc_1", "/services/svc_1"].map((path) => tabs(path))).toEqual([
			...[["Now"], ["Incidents"], ["Services"]],
		]);
		expect(tabs("/monitors/mon_1")).toEqual(["Services"]);
		expect(tabs("/monitors/mon_1", "?from=list")).toEqual(["More"]);
		expect(["/monitors", "/people", "/more"].map((path) => tabs(path))).toEqual([
			...[["More"], ["More"], ["More"]],
		]);
		expect(["/tokens", "/trackers", "/share", "/schedules/sch_1"].map((path) => tabs(path))).toEqual([
			...[["More"], ["More"], ["Now"], ["On call"]],
		]);
		expect(here("/audit-log", "", true)).toContain("Settings");
		expect(here("/monitors/mon_1", "", true)).toEqual(["Monitors"]);
		expect(here("/runbooks/run_1", "", true)).toContain("Runbooks");
	});

	it("leave five tabs on a phone, and lead from More only to what a member may see", () => {
		const listed = ROUTES.flatMap(({ nav, ...route }) => (nav ? [{ ...route, nav }] : []));
		expect(listed.filter(({ nav }) => nav.where !== "more")).toHaveLength(5);
		expect(listed.filter(({ who, path }) => who !== "members" || path.includes(":"))).toEqual([]);
	});
});
