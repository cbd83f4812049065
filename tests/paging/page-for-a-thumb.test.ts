import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, DESKTOP, NARROWEST, openBrowser, PHONE, sidewaysScroll } from "../support/browser.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { PAGED, tapped } from "../support/tap.ts";

let instance: PublicInstance;
let browser: Browser;
let origin: string;

beforeAll(async () => {
	[instance, browser] = await Promise.all([startPublic(), openBrowser()]);
	origin = `http://localhost:${instance.port}`;
});
afterAll(async () => {
	await Promise.all([browser?.close(), instance?.stop()]);
});

describe("the small page, for a thumb at night", () => {
	it("has one button of 96 px at the bottom and no target under 44 px", async () => {
		const { page } = await tapped(browser, origin, { page: { status: 200, body: PAGED } });
		const heights = await page
			.getByRole("button")
			.evaluateAll((all) => all.map((button) => Math.round(button.getBoundingClientRect().height)));
		expect(heights[0]).toBe(96);
		expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
		const top = await page.locator("#ack").evaluate((button) => button.getBoundingClientRect().top);
		expect(top).toBeGreaterThan(PHONE.height / 2);
		await page.context().close();
	});

	it.each(["light", "dark"] as const)(
		"is accessible where the system is %s, and never scrolls sideways",
		async (colorScheme) => {
			for (const viewport of [PHONE, DESKTOP, NARROWEST]) {
				const { page } = await tapped(
					browser,
					origin,
					{ page: { status: 200, body: PAGED } },
					{ colorScheme, viewport },
				);
				await expect.poll(() => page.locator("h1").textContent()).toBe(PAGED.title);
				expect(await axeFindings(page)).toEqual([]);
				expect(await sidewaysScroll(page)).toBe(0);
				await page.context().close();
			}
		},
	);
});
