import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerApi } from "../../scripts/app-scenes.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { pageOf, visitOn } from "../support/app-site.ts";
import { openBrowser } from "../support/browser.ts";

/** The gallery's incident of 29 min: acknowledged after 334 s, P1 after 371 s. */
const PATH = "/incidents/inc_01J138/replay";

describe("a replay in the browser", () => {
	let site: AppSite;
	let browser: Browser;
	let page: Page;
	beforeAll(async () => {
		[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
		page = await pageOf(browser, { state: "full" });
	});
	afterAll(async () => {
		await Promise.all([browser?.close(), site?.stop()]);
	});

	const slider = (page: Page) => page.getByRole("slider", { name: "Time in the incident" });
	const secondsIn = async (page: Page) => Math.round(Number(await slider(page).inputValue()) / 1_000);
	const states = (page: Page, words: string | RegExp) =>
		page.getByLabel("The incident at this time").getByText(words).waitFor();

	it("goes from event to event by keys, tells each state, keeps the address, and asks for nothing", async () => {
		await visitOn(page, site, PATH);
		await states(page, "Not acknowledged");
		const asked: string[] = [];
		page.on("request", (request) => void (request.url().includes("/api/") && asked.push(request.url())));
		await slider(page).focus();
		await page.keyboard.press("End");
		await states(page, /^Resolved at/);
		await page.keyboard.press("Home");
		for (let i = 0; i < 12; i++) await page.keyboard.press("PageUp");
		expect(await secondsIn(page)).toBe(720);
		await states(page, /^Acknowledged by Bo Larsen/);
		await page.keyboard.press("Shift+ArrowLeft");
		expect(await secondsIn(page)).toBe(710);
		await page.keyboard.press("ArrowLeft");
		expect(await secondsIn(page)).toBeLessThan(710);
		await page.keyboard.press("Home");
		await page.keyboard.press("ArrowRight");
		await states(page, /Pages Bo Larsen in \d:\d\d/);
		await page.waitForURL(/\?at=\d{4}-/);
		const there = page.url();
		expect(asked).toEqual([]);
		await page.reload();
		await slider(page).waitFor();
		expect(page.url()).toBe(there);
		expect(await secondsIn(page)).toBeLessThan(2);
	});

	it("plays at the speed that is chosen, and rests where it is stopped", async () => {
		await visitOn(page, site, PATH);
		await page.getByText("×60").click();
		await page.getByRole("button", { name: "Play" }).click();
		await expect.poll(() => secondsIn(page), { timeout: 15_000 }).toBeGreaterThan(120);
		await page.getByRole("button", { name: "Pause" }).click();
		const rests = await secondsIn(page);
		await page.waitForTimeout(1_200);
		expect(await secondsIn(page)).toBe(rests);
	});

	it("is shown without a network, from what the device remembers", async () => {
		await visitOn(page, site, PATH);
		await states(page, "Not acknowledged");
		// The app's files come from its service worker then; here only the API is gone.
		const cut = await page.context().newPage();
		await answerApi(cut, () => "broken");
		await cut.goto(`${site.origin}/app${PATH}`);
		await slider(cut).focus();
		await cut.keyboard.press("End");
		await states(cut, /^Resolved at/);
	});
});
