/** The small page after it was answered: who has it, what is next, the way into the app; on every size of screen. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DESKTOP, NARROWEST, openBrowser, PHONE, sidewaysScroll } from "../support/browser.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { PAGED, passedOn, type Reply, resolvedPage, tapped, user } from "../support/tap.ts";

const LYING = { width: 844, height: 390 };
const SIZES = [NARROWEST, PHONE, LYING, DESKTOP];
const INCIDENT = `incidents/${PAGED.incidentId}`;
const NEWS_AT = new Date(Date.now() + 900_000).toISOString();
const mine = { ...PAGED, state: "acknowledged", acknowledgedBy: user("Ana"), nextUpdateDueAt: NEWS_AT };
const acknowledged: Reply = {
	status: 200,
	body: { result: "acknowledged", state: "acknowledged", by: user("Ana"), at: new Date().toISOString() },
};
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

async function opened(viewport: typeof PHONE, answers: Record<string, Reply> = {}) {
	const all: Record<string, Reply> = {
		page: { status: 200, body: PAGED },
		acknowledge: acknowledged,
		...answers,
	};
	const { page, calls } = await tapped(browser, origin, all, { viewport });
	await expect.poll(() => page.locator("#facts").textContent()).toContain("#142");
	return { page, calls, answers: all };
}
const outcome = (page: Page) => page.locator("#outcome");
const buttons = (page: Page) => page.getByRole("button").allTextContents();
const place = async (page: Page, name: string) =>
	page.locator(name).evaluate((it) => {
		const { x, y, width, height } = it.getBoundingClientRect();
		return { x, y, width, height };
	});

describe.each(SIZES)("on $width × $height", (viewport) => {
	it("shows every act without scrolling, 44 px and more, and nothing too wide", async () => {
		const { page } = await opened(viewport);
		for (const act of ["#go", "#ack", "#pass"]) {
			const { y, height } = await place(page, act);
			expect([act, height >= 44, y >= 0, y + height <= viewport.height]).toEqual([act, true, true, true]);
		}
		expect(await sidewaysScroll(page)).toBe(0);
		await page.context().close();
	});

	it("keeps Acknowledge in reach below a title of many words", async () => {
		const title = "Checkout answers slowly or not at all, ".repeat(7);
		const { page } = await opened(viewport, { page: { status: 200, body: { ...PAGED, title } } });
		const { y, height } = await place(page, "#ack");
		expect(y + height).toBeLessThanOrEqual(viewport.height);
		await page.context().close();
	});

	it("after acknowledging says who has it and what is next, and leads to the incident", async () => {
		const { page, answers } = await opened(viewport);
		const before = [await place(page, "#ack"), await place(page, "#go"), await place(page, "#pass")];
		answers.page = { status: 200, body: mine };
		await page.getByRole("button", { name: "Acknowledge" }).click();
		await expect.poll(() => outcome(page).textContent()).toMatch(/^Acknowledged by you at \d\d:/);
		expect(await page.locator("#who").textContent()).toBe("Acknowledged by Ana.");
		expect(await buttons(page)).toEqual(["I can’t take it"]);
		const link = page.getByRole("link", { name: "Open incident" });
		expect(await link.getAttribute("href")).toBe(INCIDENT);
		expect([await place(page, "#ack"), await place(page, "#go"), await place(page, "#pass")]).toEqual(before);
		await page.evaluate(() => dispatchEvent(new Event("online")));
		await expect.poll(() => page.locator("#next").textContent()).toMatch(/^Public update due \d\d:\d\d\.$/);
		await page.context().close();
	});
});

describe("the small page, answered", () => {
	it("lets no second tap of a double tap fall on anything", async () => {
		const { page } = await opened(PHONE);
		const { x, y, width, height } = await place(page, "#ack");
		await page.mouse.click(x + width / 2, y + height / 2);
		await expect.poll(() => outcome(page).textContent()).toMatch(/^Acknowledged by you/);
		expect(await page.locator("#acts").evaluate((acts: HTMLElement) => acts.inert)).toBe(true);
		await page.mouse.click(x + width / 2, y + height / 2);
		expect(page.url()).toBe(`${origin}/app/p`);
		await expect.poll(() => page.locator("#acts").evaluate((acts: HTMLElement) => acts.inert)).toBe(false);
		await page.context().close();
	});

	it("says who is paged now when its reader cannot take it, and still takes an acknowledgement", async () => {
		const { page, calls, answers } = await opened(PHONE, { escalate: { status: 200, body: passedOn() } });
		const to = {
			...(PAGED.nextEscalation as object),
			targets: [{ kind: "user", id: "usr_c", name: "Chidi" }],
		};
		answers.page = { status: 200, body: { ...PAGED, nextEscalation: to } };
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await expect.poll(() => outcome(page).textContent()).toBe("Paging Bo now.");
		await expect.poll(() => page.locator("#next").textContent()).toMatch(/^Pages Chidi in /);
		expect(await buttons(page)).toEqual(["Acknowledge"]);
		await page.getByRole("button", { name: "Acknowledge" }).click();
		await expect.poll(() => outcome(page).textContent()).toMatch(/^Acknowledged by you/);
		expect(calls.filter((call) => call.name === "escalate")).toHaveLength(1);
		await page.context().close();
	});

	it("says who is paged now also when its reader was faster than the details", async () => {
		const answers = { page: { status: 500 }, escalate: { status: 200, body: passedOn("Chidi") } };
		const { page } = await tapped(browser, origin, answers);
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await expect.poll(() => outcome(page).textContent()).toBe("Paging Chidi now.");
		await page.context().close();
	});

	it("does not claim that a level is being paged which only comes later", async () => {
		const unchanged = { ...passedOn(), nextEscalation: PAGED.nextEscalation };
		const { page } = await opened(PHONE, { escalate: { status: 200, body: unchanged } });
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await expect.poll(() => outcome(page).textContent()).toBe("Noted.");
		await page.context().close();
	});

	it("says that Bo was faster, or that it is over, when its reader cannot take it", async () => {
		for (const [meanwhile, words] of [
			[{ state: "acknowledged", acknowledgedBy: user("Bo") }, "Bo acknowledged in the meantime."],
			[{ state: "resolved", acknowledgedBy: null }, "Already resolved. Nothing to do."],
		] as const) {
			const escalate = { status: 200, body: { ...meanwhile, nextEscalation: null } };
			const { page, answers } = await opened(PHONE, { escalate });
			answers.page = { status: 200, body: { ...PAGED, ...meanwhile, nextEscalation: null } };
			await page.getByRole("button", { name: "I can’t take it" }).click();
			await expect.poll(() => outcome(page).textContent()).toBe(words);
			await expect.poll(() => page.locator("#who").textContent()).not.toBe("Not acknowledged.");
			expect(await outcome(page).textContent()).toBe(words);
			await page.context().close();
		}
	});

	it("follows what others do while it lies open, and takes back what it said of it", async () => {
		const { page, answers } = await opened(PHONE, { escalate: { status: 200, body: passedOn() } });
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await expect.poll(() => outcome(page).textContent()).toBe("Paging Bo now.");
		answers.page = { status: 200, body: { ...mine, acknowledgedBy: user("Bo") } };
		await page.evaluate(() => dispatchEvent(new Event("online")));
		await expect.poll(() => page.locator("#who").textContent()).toBe("Acknowledged by Bo.");
		expect(await outcome(page).textContent()).toBe("");
		expect(await buttons(page)).toEqual([]);
		await page.context().close();
	});

	it("leaves nothing to press when the incident is over, but the way to it", async () => {
		const { page } = await opened(PHONE, { page: { status: 200, body: resolvedPage() } });
		await expect.poll(() => page.locator("h1").textContent()).toBe(`Resolved: ${PAGED.title}`);
		expect(await buttons(page)).toEqual([]);
		expect(await page.getByRole("link").getAttribute("href")).toBe(INCIDENT);
		await page.context().close();
	});

	it("says that a tap came to nothing when the page turns out to be void, and where to go", async () => {
		const { page } = await opened(PHONE, { acknowledge: { status: 409 } });
		await page.getByRole("button", { name: "Acknowledge" }).click();
		await expect.poll(() => page.locator("h1").textContent()).toBe("You have a newer page");
		expect(await outcome(page).textContent()).toBe("Not delivered. Escalation continues.");
		expect(await page.getByRole("link", { name: "Open incident" }).getAttribute("href")).toBe(INCIDENT);
		await page.context().close();
	});

	it("offers nothing that does nothing to a browser without script", async () => {
		const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await page.goto(`${origin}/app/p`);
		expect(await buttons(page)).toEqual([]);
		await page.context().close();
	});
});
