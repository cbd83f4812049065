/** The code of the next screen: on its way, or gone because a new version was deployed while the tab was open. */
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";

import { type BadNight, badNight } from "../support/bad-night.ts";
import { DESKTOP, openBrowser } from "../support/browser.ts";
import { sleep } from "../support/wait.ts";

let site: AppSite;
let browser: Browser;
let loads: number;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
beforeEach(() => {
	loads = 0;
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});

/** A tab of its own, which no other test has filled with the code of more screens. */
async function openTab(path = "/"): Promise<BadNight> {
	const night = await badNight(browser, site, path, DESKTOP);
	const close = () => night.page.context().close();
	// Counted when it is asked for: the `load` event may come after the new document has asked for its chunks.
	night.page.on("request", (request) => {
		if (request.isNavigationRequest()) loads++;
	});
	return { ...night, close };
}

/** The chunk of Services answers 404: to this page, or also to the one after it. */
async function loseServices(page: Page, isLost: () => boolean = () => loads === 0): Promise<void> {
	await page.route("**/app/assets/services-screen-*.js", (route) =>
		isLost() ? route.fulfill({ status: 404, body: "" }) : route.fallback(),
	);
}

const goToServices = (page: Page) => page.getByRole("link", { name: "Services", exact: true }).click();
const goToNow = (page: Page) => page.locator("nav li a").first().click();
const services = (page: Page) => page.getByRole("heading", { name: "Services", exact: true });

describe("a tab from before a deploy", () => {
	it("starts anew by itself where Ana wanted to go", async () => {
		const { page, close } = await openTab();
		await loseServices(page);
		await goToServices(page);
		await services(page).waitFor();
		expect(new URL(page.url()).pathname).toBe("/app/services");
		expect(loads).toBe(1);
		await close();
	});

	it("starts anew once, and says so when that does not help", async () => {
		const { page, close } = await openTab();
		await loseServices(page, () => true);
		await goToServices(page);
		await page.getByRole("heading", { name: "This screen couldn’t be loaded" }).waitFor();
		await sleep(1_500);
		expect(loads).toBe(1);
		await goToNow(page);
		await page.getByRole("button", { name: "Acknowledge" }).first().waitFor();
		await goToServices(page);
		await page.getByRole("heading", { name: "This screen couldn’t be loaded" }).waitFor();
		expect(loads).toBe(1);
		await page.unroute("**/app/assets/services-screen-*.js");
		await page.getByRole("button", { name: "Reload" }).click();
		await services(page).waitFor();
		await close();
	});

	it("keeps the text that Ana is writing, and says what a reload would do", async () => {
		const { page, close } = await openTab("/settings");
		await loseServices(page);
		await page.getByRole("textbox", { name: "Name" }).fill("Ana Lindqvist-Berg");
		await goToServices(page);
		await page.getByText(/Copy what you wrote, then reload/).waitFor();
		expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Ana Lindqvist-Berg");
		expect(loads).toBe(0);
		await page.getByRole("button", { name: "Reload" }).click();
		await services(page)
			.or(page.getByRole("textbox", { name: "Name" }))
			.first()
			.waitFor();
		expect(loads).toBe(1);
		await close();
	});

	it("does not start anew without a network, where it would lose even what is there", async () => {
		const { page, close } = await openTab();
		await page.context().setOffline(true);
		await goToServices(page);
		await page.getByRole("heading", { name: "This screen couldn’t be loaded" }).waitFor();
		expect(loads).toBe(0);
		await goToNow(page);
		await page.getByRole("button", { name: "Acknowledge" }).first().waitFor();
		await close();
	});
});

describe("a press on the navigation before the first screen is there", () => {
	it("leads to the next screen, whatever the server answers meanwhile", async () => {
		const { page, answers, close } = await openTab();
		const delayed = (milliseconds: number) => async (route: Route) => {
			await sleep(milliseconds);
			await route.fallback();
		};
		await page.route("**/app/assets/settings-screen-*.js", delayed(700));
		const me = await page.evaluate(async () => (await fetch("/api/v1/me")).json());
		answers.set("GET /me", () => sleep(900).then(() => me));
		await page.route("**/app/assets/services-screen-*.js", delayed(1_400));
		await page.goto(`${site.origin}/app/settings`);
		await goToServices(page);
		await services(page).waitFor();
		expect(new URL(page.url()).pathname).toBe("/app/services");
		await close();
	});
});
