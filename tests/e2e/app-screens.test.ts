import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_SCREENS, type AppScreen } from "../../scripts/app-scenes.ts";
import type { AppSite } from "../../scripts/app-site.ts";
import { appSite, lost, smallTargets, themesToTry, unroll, visitApp } from "../support/app-site.ts";
import { axeFindings, DESKTOP, NARROWEST, openBrowser, PHONE } from "../support/browser.ts";

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([appSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

const screens = APP_SCREENS.map((screen): [string, AppScreen] => [screen.name, screen]);

describe("every screen", () => {
	it.each(screens)("is accessible in each of its states: %s", async (_name, screen) => {
		for (const theme of themesToTry)
			for (const state of screen.states) {
				const { page, complaints, close } = await visitApp(browser, site, { ...screen, state, theme });
				await unroll(page);
				expect(await axeFindings(page), `${state} in ${theme}`).toEqual([]);
				expect(complaints, `${state} in ${theme}`).toEqual([]);
				await close();
			}
	});

	it.each(screens)(
		"loses nothing on a desk, at 320 px, nor with text twice as large: %s",
		async (_, screen) => {
			const { page, close } = await visitApp(browser, site, { ...screen, state: "full", viewport: DESKTOP });
			expect(await axeFindings(page)).toEqual([]);
			await expect.poll(() => lost(page)).toEqual([]);
			await page.setViewportSize(NARROWEST);
			await expect.poll(() => lost(page)).toEqual([]);
			await page.setViewportSize(PHONE);
			await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
			await expect.poll(() => lost(page)).toEqual([]);
			await close();
		},
	);
});

describe("on the paging path", () => {
	const path = screens.filter(([name]) => ["now", "incident", "incident-taken", "incidents"].includes(name));

	it.each(path)("every target is large enough for a thumb: %s", async (_name, screen) => {
		const { page, close } = await visitApp(browser, site, { ...screen, state: "full" });
		expect(await smallTargets(page)).toEqual([]);
		await close();
	});
});
