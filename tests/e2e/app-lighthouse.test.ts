/** What an outside judge says of the screens that somebody opens at 03:00; how fast they are is for the benchmarks. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PHONE } from "../support/browser.ts";
import { type Judge, startJudge } from "../support/lighthouse.ts";
import { soak } from "../support/runs.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let judge: Judge;
let incidentPath: string;

beforeAll(async () => {
	world = await startWorld();
	judge = await startJudge(world.instance, world.people.ana.id);
	incidentPath = `/app/incidents/${(await world.declare({ title: "Payments fail", severity: "P1" })).id}`;
});
afterAll(async () => {
	await judge?.close();
	await world?.stop();
});

// First, as a visitor comes: a browser that just had the app open is still busy with it, and its time is told of this page.
it("finds nothing wrong with the status page, nor for search engines", async () => {
	const { accessibility, bestPractices, seo, findings, shift, performance } = await judge.verdict("/");
	console.log(`the status page: ${performance}`);
	expect({ accessibility, bestPractices, seo, findings, shift }).toEqual({
		...{ accessibility: 100, bestPractices: 100, seo: 100 },
		...{ findings: [], shift: 0 },
	});
});

describe.each([
	["Now", () => "/app/"],
	["an incident", () => incidentPath],
	["Services", () => "/app/services"],
])("%s, opened on a phone", (_name, path) => {
	// Every screen is looked at by axe anyway; the whole verdict is for the soak and for `npm run bench -- phone`.
	it.runIf(soak)(
		"is accessible, uses the platform as it should, and stands still while it loads",
		async () => {
			const verdict = await judge.verdict(path());
			console.log(`${path()}: ${verdict.performance}, shift ${verdict.shift}`);
			expect(verdict).toMatchObject({ findings: [], accessibility: 100, bestPractices: 100 });
			expect(verdict.shift).toBeLessThan(0.01);
		},
	);

	it("stands still when the device remembers it from before", async () => {
		expect(await openTwice(path())).toBeLessThan(0.01);
	});
});

/** How much moved on the second of two visits, by the browser's own measure, on a slow phone. */
async function openTwice(path: string): Promise<number> {
	const page = await judge.context.newPage();
	await page.setViewportSize(PHONE);
	const devtools = await judge.context.newCDPSession(page);
	await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
	await openLive(page, path);
	await openLive(page, path);
	// The network's answers have come by now, after what was remembered.
	await page.waitForLoadState("networkidle");
	const moved = await page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const sum = (list: PerformanceObserverEntryList) =>
					list
						.getEntries()
						.reduce((all, entry) => all + (entry as PerformanceEntry & { value: number }).value, 0);
				new PerformanceObserver((list) => resolve(sum(list))).observe({
					type: "layout-shift",
					buffered: true,
				});
				setTimeout(() => resolve(0), 500);
			}),
	);
	await page.close();
	return moved;
}

async function openLive(page: Page, path: string): Promise<void> {
	await page.goto(`${judge.origin}${path}`);
	await page.locator("main :is(.firing, .services, [aria-label='The incident'])").first().waitFor();
}
