/** What arrives moves nothing, on any screen: the layout shift that the browser itself counts is none. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ADDRESSES } from "../../app/gallery/addresses.ts";
import { ROUTES } from "../../app/routes.ts";
import type { Incident } from "../../app/state/wire.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { BO, burning, taken } from "../support/app-cast.ts";
import { badNight, SIZES, type Size } from "../support/bad-night.ts";
import { openBrowser, PHONE } from "../support/browser.ts";
import { soak } from "../support/runs.ts";
import { sleep } from "../support/wait.ts";

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

const at = Date.now();
const byBo: Incident = { ...taken(at), acknowledgedBy: { kind: "user", ...BO }, version: 20 };
const another: Incident = { ...burning(at), id: "inc_01JZZNEW", number: 150, title: "Images are gone" };
const screens = ROUTES.filter(({ who }) => who === "members").map(({ path, pictures }) => {
	const [name = ""] = Object.keys(pictures);
	return ADDRESSES[name] ?? path;
});

interface Shift {
	value: number;
	moved: string[];
}

/** Counts from now on what moves without having been asked to. */
const watch = (page: Page) =>
	page.evaluate(() => {
		const shifts: Shift[] = [];
		Object.assign(globalThis, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node?: Node }[] };
				const moved = sources.map(
					({ node }) => (node as Element | undefined)?.className ?? node?.nodeName ?? "",
				);
				shifts.push({ value, moved });
			}
		}).observe({ type: "layout-shift", buffered: false });
	});
const shifts = (page: Page) => page.evaluate(() => (globalThis as { shifts?: Shift[] }).shifts ?? []);

/** At every size in the soak: `app-arrivals` has each size for some kind of arrival. */
const sizes: readonly (readonly [string, Size])[] = soak ? SIZES : [["390 × 844", PHONE]];

/** What moved on one screen, in a line each. */
async function movedOn(path: string, size: Size): Promise<string[]> {
	const found: string[] = [];
	const night = await badNight(browser, site, path, size);
	const { page } = night;
	await sleep(300);
	await watch(page);
	const arrivals: [string, () => unknown][] = [
		["a page", () => night.ring(another)],
		["a new incident", () => night.tell(another)],
		["Bo's acknowledgement", () => night.tell(byBo)],
		["offline", () => page.context().setOffline(true)],
		["online", () => page.context().setOffline(false)],
	];
	/** A line goes from below another one. */
	const inOtherOrder: typeof arrivals = [
		["offline once more", () => page.context().setOffline(true)],
		["another page", () => night.ring({ ...another, id: "inc_01JZZNEWER" })],
		["online once more", () => page.context().setOffline(false)],
	];
	for (const [what, arrive] of soak ? [...arrivals, ...inOtherOrder] : arrivals) {
		const before = (await shifts(page)).length;
		await arrive();
		// What comes later is told with what arrives next; the last is given time.
		await sleep(what.startsWith("online") ? 300 : 100);
		for (const { value, moved } of (await shifts(page)).slice(before))
			found.push(`${path}, ${what}: ${value.toFixed(4)} ${moved.join(", ")}`);
	}
	await night.close();
	return found;
}

it.each(sizes)(
	"at %s a page, Bo's acknowledgement, the end of the network and its return move nothing",
	async (_name, size) => {
		// Each screen mostly waits: several of them wait together.
		const left = [...screens];
		const found: string[] = [];
		const one = async () => {
			for (let path = left.shift(); path !== undefined; path = left.shift())
				found.push(...(await movedOn(path, size)));
		};
		await Promise.all([one(), one(), one()]);
		expect(found).toEqual([]);
	},
	400_000,
);
