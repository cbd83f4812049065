import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SceneState } from "../../app/shell/routes.ts";
import { APP_SCREENS, type AppScreen } from "../../scripts/app-scenes.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { lost, smallTargets, themesToTry, unroll, visitApp, wear } from "../support/app-site.ts";
import { axeFindings, contrastFindings, DESKTOP, NARROWEST, openBrowser, PHONE } from "../support/browser.ts";
import { soak } from "../support/runs.ts";

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

const screens = APP_SCREENS.map((screen): [string, AppScreen] => [screen.name, screen]);

/** What the states of many screens are made of: each kind of panel, and the screens that are unlike others without anything. */
const ALSO: Record<string, SceneState[]> = {
	now: ["empty", "loading", "failing", "offline"],
	services: ["empty"],
	"setup-test": ["empty"],
};
/** Every state of a screen in the soak, where time is; otherwise the full one, and those of a few. */
const statesToTry = ({ name, states }: AppScreen) =>
	soak ? states : [...states.slice(0, 1), ...(ALSO[name] ?? [])];
const PAGING_PATH = ["now", "incident", "incident-taken", "incidents"];

describe("every screen", () => {
	it.each(screens)("is accessible, and loses nothing at any size: %s", async (name, screen) => {
		for (const state of statesToTry(screen)) {
			const { path, outside } = screen;
			const { page, complaints, leave } = await visitApp(browser, site, { path, outside, state });
			if (state === "full" && PAGING_PATH.includes(name)) expect(await smallTargets(page)).toEqual([]);
			await unroll(page);
			await isAccessible(page, `${state} on a phone`);
			if (soak) {
				await page.setViewportSize(DESKTOP);
				await isAccessible(page, `${state} on a desk`);
			}
			if (state === "full") await losesNothing(page);
			expect(complaints, state).toEqual([]);
			leave();
		}
	});
});

/** Once by every rule; themes differ in their colors alone. */
async function isAccessible(page: Page, what: string): Promise<void> {
	expect(await axeFindings(page), what).toEqual([]);
	for (const theme of themesToTry.slice(1)) {
		await wear(page, theme);
		expect(await contrastFindings(page), `${what}, ${theme}`).toEqual([]);
	}
	await wear(page, themesToTry[0]);
}

/** On a desk, at 320 px, and with text twice as large. */
async function losesNothing(page: Page): Promise<void> {
	await page.setViewportSize(DESKTOP);
	await expect.poll(() => lost(page)).toEqual([]);
	await page.setViewportSize(NARROWEST);
	await expect.poll(() => lost(page)).toEqual([]);
	await page.setViewportSize(PHONE);
	await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
	await expect.poll(() => lost(page)).toEqual([]);
}
