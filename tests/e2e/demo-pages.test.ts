/** The demo's own pages: what a stranger sees first must be clear, whole and usable for everybody. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PushSubscriptionJson } from "../../scripts/demo/push/subscription.ts";
import {
	axeFindings,
	DESKTOP,
	NARROWEST,
	newPage,
	openBrowser,
	PHONE,
	sidewaysScroll,
} from "../support/browser.ts";
import { type DemoPart, startDemoPart } from "../support/demo-part.ts";
import { type DemoTocsin, ring, startDemoTocsin } from "../support/demo-tocsin.ts";
import { freePort } from "../support/ports.ts";

const SIZES = [
	["a small phone", NARROWEST],
	["a phone", PHONE],
	["a desk", DESKTOP],
] as const;

const folder = mkdtempSync(join(tmpdir(), "tocsin-demo-pages-"));
let tocsin: DemoTocsin;
let shop: DemoPart;
let phone: DemoPart;
let browser: Browser;

beforeAll(async () => {
	const tokenFile = join(folder, "admin-token");
	writeFileSync(tokenFile, "secret");
	tocsin = await startDemoTocsin();
	const links = ["--status", "http://localhost:8787/"];
	shop = await startDemoPart("shop", await freePort(), join(folder, "shop"), links);
	const args = ["--tocsin", tocsin.url, "--admin-token-file", tokenFile, ...links, "--shop", shop.url];
	phone = await startDemoPart("phone", await freePort(), join(folder, "phone"), args);
	browser = await openBrowser();
});
beforeEach(() => tocsin.break(null));
afterAll(async () => {
	await Promise.all([browser?.close(), shop?.stop(), phone?.stop(), tocsin?.close()]);
	rmSync(folder, { recursive: true, force: true });
});

async function subscriptionOf(owner: string): Promise<PushSubscriptionJson> {
	const all = (await (await fetch(`${phone.url}/subscriptions`)).json()) as Record<
		string,
		PushSubscriptionJson
	>;
	return all[owner]!;
}

async function expectFit(page: Page): Promise<void> {
	expect(await axeFindings(page)).toEqual([]);
	expect(await sidewaysScroll(page)).toBe(0);
}

describe("the shop", () => {
	it.each(SIZES)("is clean for assistive technology and fits %s, well and broken", async (_, viewport) => {
		const page = await newPage(browser, { viewport });
		await shop.send("/services/checkout", { health: "well" });
		await page.goto(shop.url);
		await expectFit(page);
		await page.click("#checkout-first");
		await page.getByText("Checkout is broken").waitFor();
		await page.click("#search-other summary");
		await expectFit(page);
		await page.context().close();
	});

	it("breaks a service with the keyboard alone, and the focus stays where it was", async () => {
		const page = await newPage(browser);
		await shop.send("/services/checkout", { health: "well" });
		await page.goto(shop.url);
		await page.focus("#checkout-first");
		await page.keyboard.press("Enter");
		await page.getByText("Checkout is broken").waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("checkout-first");
		expect((await fetch(`${shop.url}/health/checkout`)).status).toBe(503);
		await page.context().close();
	});

	it("works without a script, and refuses forms of other sites", async () => {
		const page = await newPage(browser, { javaScriptEnabled: false });
		await shop.send("/services/checkout", { health: "down" });
		await page.goto(shop.url);
		await page.click("#checkout-first");
		await page.getByText("The shop is open").waitFor();
		const foreign = await fetch(`${shop.url}/services/checkout`, {
			method: "POST",
			headers: { "sec-fetch-site": "cross-site" },
			body: new URLSearchParams({ health: "down" }),
		});
		expect(foreign.status).toBe(403);
		expect((await fetch(`${shop.url}/health/checkout`)).status).toBe(200);
		await page.context().close();
	});
});

describe("the phones", () => {
	it.each(SIZES)(
		"are clean for assistive technology and fit %s, ringing and answered",
		async (_, viewport) => {
			const page = await newPage(browser, { viewport });
			await page.goto(phone.url);
			await expectFit(page);
			expect(await ring(await subscriptionOf("Ana"), "P1", "Checkout")).toBe(201);
			expect(await ring(await subscriptionOf("Ana"), "P2", "Search")).toBe(201);
			await page.locator(".phone-Ana .asks").nth(1).waitFor();
			expect(await page.title()).toBe("Ringing: Ana");
			await expectFit(page);
			await page.click("#take-Ana-inc_Checkout");
			await page.getByRole("heading", { name: "Acknowledged by you at" }).waitFor();
			await expectFit(page);
			await page.context().close();
		},
	);

	it("send the receipt by themselves, with no page open", async () => {
		const before = tocsin.asked.filter((one) => one === "POST receipt").length;
		await ring(await subscriptionOf("Chidi"), "P2", "Accounts");
		await expect.poll(() => tocsin.asked.filter((one) => one === "POST receipt").length).toBe(before + 1);
	});

	it.each([["silent"], [503]] as const)("say that a tap did not arrive when Tocsin is %s", async (how) => {
		const page = await newPage(browser);
		await page.goto(phone.url);
		await ring(await subscriptionOf("Ana"), "P1", "Checkout");
		await page.locator("#take-Ana-inc_Checkout").waitFor();
		tocsin.break(how);
		await page.click("#take-Ana-inc_Checkout");
		await page.getByRole("heading", { name: "Not delivered" }).waitFor();
		expect(await page.locator("#take-Ana-inc_Checkout").isVisible()).toBe(true);
		await page.context().close();
	});

	it("refuse a push that nobody signed, as a push service does", async () => {
		const { endpoint } = await subscriptionOf("Ana");
		expect((await fetch(endpoint, { method: "POST", headers: { ttl: "60" }, body: "x" })).status).toBe(403);
		expect((await fetch(`${phone.url}/push/nobody`, { method: "POST" })).status).toBe(410);
	});
});
