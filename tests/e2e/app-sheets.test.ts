/** What opens over the screens of the paging path, and of a service: accessible, narrow enough, large enough, and left by Escape. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADDRESSES } from "../../app/gallery/addresses.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { lost, smallTargets, themesToTry, visitApp } from "../support/app-site.ts";
import { axeFindings, NARROWEST, openBrowser, PHONE } from "../support/browser.ts";
import { soak } from "../support/runs.ts";

const BURNING = "/incidents/inc_01JCHECKOUT";
const TAKEN = "/incidents/inc_01JTAKEN";
const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const more = (name: RegExp) => async (page: Page) => {
	await press("More")(page);
	await page.getByRole("dialog").getByRole("button", { name }).click();
};

const addHeartbeat = async (page: Page) => {
	await press("Add")(page);
	await page.getByText("Expect a heartbeat").click();
	await page.getByText("By cron schedule").click();
};

const SHEETS: [string, string, (page: Page) => Promise<void>][] = [
	["declare", "/", press("Declare an incident")],
	["take over", "/", press("Take over")],
	["more", BURNING, press("More")],
	["note", BURNING, more(/Add a note/)],
	["severity", BURNING, more(/Change severity/)],
	["escalate", BURNING, more(/Escalate now/)],
	["page someone in", BURNING, more(/Page someone in/)],
	["reassign", BURNING, more(/Reassign/)],
	["roles", BURNING, more(/^Roles/)],
	["snooze", BURNING, more(/Snooze/)],
	["title", BURNING, more(/Change title/)],
	["palette", "/more", press(/^Search/)],
	["triage", TAKEN, press("Triage")],
	["lines of the timeline", TAKEN, press("Pin or hide lines")],
	["public update", TAKEN, press("Post update")],
	["closing words", "/incidents/inc_01JWATCHED", press("Resolve now")],
	["smoke check", "/services/svc_01JCHECKOUT", press(/An order goes through/)],
	["runbook", TAKEN, press(/Connection pool exhausted/)],
	["runbook to attach", BURNING, press(/No runbook attached/)],
	["new runbook", "/runbooks", press("Add")],
	["escalation policy", "/policies/pol_01JSHOP", press("Edit")],
	["keyboard", TAKEN, (page) => page.keyboard.press("?")],
];

const WEBHOOK = ADDRESSES.webhook ?? "";
/** What a team sets up, in the soak. */
const MORE_SHEETS: typeof SHEETS = [
	["edit service", "/services/svc_01JCHECKOUT", press("Edit")],
	["new service", "/services", press("Add")],
	["add monitor", "/monitors", press("Add")],
	["edit monitor", "/monitors/mon_01JCHECKOUTPAY", press("Edit")],
	["edit heartbeat", ADDRESSES.heartbeat ?? "", press("Edit")],
	["new key of a heartbeat", ADDRESSES.heartbeat ?? "", press("New key…")],
	["add heartbeat", "/monitors", addHeartbeat],
	["pause a monitor", "/monitors/mon_01JCHECKOUTPAY", press("Pause")],
	["invite", "/people", press("Invite")],
	["person", "/people", press(/^.*Bo Larsen/)],
	["quiet hours", "/settings", press(/^Quiet hours/)],
	["device", "/settings", press(/Ana’s Pixel/)],
	["action item", "/actions", press(/Alert when Checkout/)],
	["new action item", "/actions", press("Add")],
	["maintenance", "/maintenances", press(/New version of the payment/)],
	["new webhook", "/webhooks", press("Add")],
	["edit webhook", WEBHOOK, press("Edit")],
	["new secret", WEBHOOK, press("New secret")],
	["delete webhook", WEBHOOK, press("Delete…")],
	["new tracker", "/trackers", press("Add")],
	["share a replay", ADDRESSES.replay ?? "", press("Share")],
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
	it.each(soak ? [...SHEETS, ...MORE_SHEETS] : SHEETS)(
		"is accessible, loses nothing where it is narrow, and can be left again: %s",
		async (_name, path, open) => {
			for (const theme of themesToTry) {
				const { page, complaints, leave } = await visitApp(browser, site, { path, theme });
				await open(page);
				await page.getByRole("dialog").waitFor();
				expect(await axeFindings(page, "dialog[open]"), theme).toEqual([]);
				expect(await smallTargets(page), theme).toEqual([]);
				await losesNothing(page, theme);
				await page.keyboard.press("Escape");
				await page.getByRole("dialog").waitFor({ state: "detached" });
				expect(complaints).toEqual([]);
				leave();
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
