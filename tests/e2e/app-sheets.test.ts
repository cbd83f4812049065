/** What opens over the screens of the paging path, and of a service: accessible, narrow enough, large enough, and left by Escape. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { lost, smallTargets, themesToTry, visitApp } from "../support/app-site.ts";
import { axeFindings, NARROWEST, openBrowser, PHONE } from "../support/browser.ts";

const BURNING = "/incidents/inc_01JCHECKOUT";
const TAKEN = "/incidents/inc_01JTAKEN";
const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const more = (name: RegExp) => async (page: Page) => {
	await press("More")(page);
	await page.getByRole("dialog").getByRole("button", { name }).click();
};

const SHEETS: [string, string, (page: Page) => Promise<void>][] = [
	["declare", "/", press("Declare an incident")],
	["take over", "/", press("Take over")],
	["more", BURNING, press("More")],
	["note", BURNING, more(/Write a note/)],
	["severity", BURNING, more(/Change the severity/)],
	["escalate", BURNING, more(/Page the next level/)],
	["public update", TAKEN, press("Tell the public")],
	["closing words", "/incidents/inc_01JWATCHED", press("Resolve now")],
	["smoke check", "/services/svc_01JCHECKOUT", press(/An order goes through/)],
	["runbook", TAKEN, press(/Connection pool exhausted/)],
	["runbook to attach", BURNING, press(/No runbook attached/)],
	["new runbook", "/runbooks", press("Add")],
	["keyboard", TAKEN, (page) => page.keyboard.press("?")],
];

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

describe("every sheet", () => {
	it.each(SHEETS)(
		"is accessible, loses nothing where it is narrow, and can be left again: %s",
		async (_name, path, open) => {
			for (const theme of themesToTry) {
				const { page, complaints, close } = await visitApp(browser, site, { path, theme });
				await open(page);
				await page.getByRole("dialog").waitFor();
				expect(await axeFindings(page), theme).toEqual([]);
				expect(await smallTargets(page), theme).toEqual([]);
				await losesNothing(page, theme);
				await page.keyboard.press("Escape");
				await page.getByRole("dialog").waitFor({ state: "detached" });
				expect(complaints).toEqual([]);
				await close();
			}
		},
	);
});

/** At 320 px, and on a phone with text twice as large. */
async function losesNothing(page: Page, theme: string): Promise<void> {
	const dialog = page.getByRole("dialog");
	const sideways = () => dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
	await page.setViewportSize(NARROWEST);
	await expect.poll(async () => [await lost(page), await sideways()], { message: theme }).toEqual([[], 0]);
	await page.setViewportSize(PHONE);
	await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
	await expect.poll(async () => [await lost(page), await sideways()], { message: theme }).toEqual([[], 0]);
}
