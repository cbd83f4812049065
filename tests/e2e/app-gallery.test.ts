import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { lost, pageOf, smallTargets, themesToTry, unroll, visitApp, visitOn } from "../support/app-site.ts";
import { axeFindings, DESKTOP, NARROWEST, openBrowser, PHONE } from "../support/browser.ts";

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

const gallery = { path: "/gallery" };

describe("the parts of the app", () => {
	it.each(themesToTry)("are accessible in %s, on a phone and on a desk", async (theme) => {
		for (const viewport of [PHONE, DESKTOP]) {
			const { page, complaints, leave } = await visitApp(browser, site, { ...gallery, theme, viewport });
			await unroll(page);
			expect(await axeFindings(page)).toEqual([]);
			await page.getByRole("button", { name: "Open the sheet" }).click();
			expect(await axeFindings(page)).toEqual([]);
			expect(complaints).toEqual([]);
			leave();
		}
	});

	it("are large enough for a thumb, and their primary act for half a thumb asleep", async () => {
		const { page, leave } = await visitApp(browser, site, gallery);
		expect(await smallTargets(page)).toEqual([]);
		const heights = await page
			.locator(".button.primary")
			.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().height));
		expect(heights.length).toBeGreaterThan(3);
		expect(Math.min(...heights)).toBeGreaterThanOrEqual(64);
		leave();
	});

	it("lose nothing at 320 px, nor with text twice as large", async () => {
		const { page, leave } = await visitApp(browser, site, { ...gallery, viewport: NARROWEST });
		await expect.poll(() => lost(page)).toEqual([]);
		await page.setViewportSize(PHONE);
		await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
		await expect.poll(() => lost(page)).toEqual([]);
		leave();
	});

	it("stand still: a countdown that runs moves nothing beside it", async () => {
		const { page, leave } = await visitApp(browser, site, gallery);
		const shift = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					let sum = 0;
					const observer = new PerformanceObserver((list) => {
						for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
					});
					observer.observe({ type: "layout-shift" });
					setTimeout(() => done(sum), 2_500);
				}),
		);
		expect(shift).toBe(0);
		leave();
	});
});

describe("what cannot be taken back", () => {
	const held = { name: "Hold to remove" };

	it("is done by holding, and not by a tap", async () => {
		const { page, leave } = await visitApp(browser, site, gallery);
		const removed = page.getByText("Removed", { exact: true });
		const button = page.getByRole("button", held);
		await button.click();
		await page.waitForTimeout(300);
		expect(await removed.count()).toBe(0);
		const box = await page.getByRole("button", { name: "Press again to confirm" }).boundingBox();
		await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
		await page.mouse.down();
		await removed.waitFor();
		await page.mouse.up();
		expect(await removed.count()).toBe(1);
		leave();
	});

	it("is done by two presses of a key", async () => {
		const { page, leave } = await visitApp(browser, site, gallery);
		await page.getByRole("button", held).focus();
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Press again to confirm" }).waitFor();
		await page.keyboard.press("Enter");
		await page.getByText("Removed", { exact: true }).waitFor();
		leave();
	});
});

describe("what was refused", () => {
	it("shows the old choice again, whether switched, chosen or moved to by a key", async () => {
		const { page, leave } = await visitApp(browser, site, gallery);
		const alone = page.getByRole("switch", { name: "Alarms at night only" });
		await alone.click();
		expect(await alone.isChecked()).toBe(false);
		await page.getByRole("button", { name: "Open the sheet" }).click();
		const sheet = page.getByRole("dialog", { name: "Change severity" });
		const p1 = sheet.getByRole("radio", { name: "P1" });
		await sheet.getByText("P3", { exact: true }).click();
		expect(await p1.isChecked()).toBe(true);
		await p1.focus();
		await page.keyboard.press("ArrowRight");
		expect(await p1.isChecked()).toBe(true);
		leave();
	});
});

describe("a sheet", () => {
	it("keeps the focus inside, leaves by Escape, and gives the focus back", async () => {
		const { page, leave } = await visitApp(browser, site, gallery);
		const opener = page.getByRole("button", { name: "Open the sheet" });
		await opener.focus();
		await page.keyboard.press("Enter");
		const sheet = page.getByRole("dialog", { name: "Change severity" });
		await sheet.waitFor();
		const inside = () => page.evaluate(() => document.activeElement?.closest("dialog") !== null);
		expect(await inside()).toBe(true);
		await page.keyboard.press("Escape");
		await sheet.waitFor({ state: "hidden" });
		expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
		leave();
	});
});

describe("a countdown", () => {
	it("is silent each second and speaks at 60, 30 and 10", async () => {
		const page = await pageOf(browser, {});
		await visitOn(page, site, gallery.path);
		const timer = page.getByRole("timer").first();
		expect(await timer.getAttribute("aria-live")).toBe("off");
		const spoken = page.locator(".countdown", { has: timer }).getByRole("status").first();
		expect(await spoken.textContent()).toBe("");
		await page.clock.install();
		await page.reload();
		await timer.waitFor();
		await page.clock.runFor(162_000);
		expect(await spoken.textContent()).toBe("Pages Bo in 60 seconds");
		await page.clock.runFor(30_000);
		expect(await spoken.textContent()).toBe("Pages Bo in 30 seconds");
		await page.context().close();
	});
});
