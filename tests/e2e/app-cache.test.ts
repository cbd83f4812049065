import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settled } from "../../scripts/app-scenes.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { pageOf } from "../support/app-site.ts";
import { openBrowser } from "../support/browser.ts";

const DAY = 86_400_000;

let site: AppSite;
let browser: Browser;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

describe("what a phone remembers in its own database", () => {
	it("stays within its bounds after a year of answers, and holds who Ana is and what is firing", async () => {
		const page = await pageOf(browser, {});
		await page.clock.install();
		await page.goto(`${site.origin}/app/`);
		await settled(page);
		const now = Date.now();
		await remember(page, "/monitors/of-last-year", now - 300 * DAY);
		for (let index = 0; index < 600; index++) await remember(page, `/monitors/${index}`, now - DAY + index);
		// What the app itself reads after one tidying is for the next one, an hour later.
		const afterAnHour = async () => {
			await page.clock.fastForward(3_600_000);
			return (await remembered(page)).length;
		};
		await expect.poll(afterAnHour, { interval: 300 }).toBe(500);
		const keys = await remembered(page);
		expect(keys).toEqual(expect.arrayContaining(["/me", "/now", "/users?limit=200", "/monitors/599"]));
		expect(keys).not.toContain("/monitors/of-last-year");
		expect(keys).not.toContain("/monitors/0");
		await page.context().close();
	});
});

const remember = (page: Page, key: string, at: number): Promise<void> =>
	page.evaluate(
		([key, at]) =>
			new Promise<void>((done, fail) => {
				const opening = indexedDB.open("tocsin-cache");
				opening.onerror = () => fail(opening.error);
				opening.onsuccess = () => {
					const transaction = opening.result.transaction("values", "readwrite");
					transaction.objectStore("values").put({ at, value: key }, key);
					transaction.oncomplete = () => done(opening.result.close());
				};
			}),
		[key, at] as const,
	);

const remembered = (page: Page): Promise<string[]> =>
	page.evaluate(
		() =>
			new Promise<string[]>((done, fail) => {
				const opening = indexedDB.open("tocsin-cache");
				opening.onerror = () => fail(opening.error);
				opening.onsuccess = () => {
					const asking = opening.result.transaction("values").objectStore("values").getAllKeys();
					asking.onsuccess = () => {
						opening.result.close();
						done(asking.result.map(String));
					};
				};
			}),
	);
