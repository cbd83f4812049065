/** What once hurt whoever was on call, one promise each. Others have their test where their subject is. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Incident, TimelineEvent } from "../../app/state/wire.ts";
import { type AppSite, startAppSite } from "../../scripts/app-site.ts";
import { ANA, BO, burning, taken, timeline } from "../support/app-cast.ts";
import { type BadNight, badNight, placeOf } from "../support/bad-night.ts";
import { openBrowser } from "../support/browser.ts";

const INCIDENT = "/incidents/inc_01JCHECKOUT";
const at = Date.now();
const iso = (offsetSeconds: number) => new Date(at + offsetSeconds * 1_000).toISOString();

let site: AppSite;
let browser: Browser;
let night: BadNight;
let page: Page;
beforeAll(async () => {
	[site, browser] = await Promise.all([startAppSite(), openBrowser()]);
});
afterAll(async () => {
	await Promise.all([browser?.close(), site?.stop()]);
});
afterEach(() => night.close());

const open = async (path: string) => {
	night = await badNight(browser, site, path);
	page = night.page;
	page.setDefaultTimeout(5_000);
};
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const says = (text: string | RegExp) => page.locator("main").getByText(text).first().waitFor();
const asked = (path: string) => page.evaluate(async (path) => (await fetch(`/api/v1${path}`)).json(), path);
const list = (items: unknown[]) => ({ items, nextCursor: null });

describe("on Now", () => {
	beforeEach(() => open("/"));

	it("declaring begins in its field: a sentence with spaces is typed, and closes nothing", async () => {
		await button("Declare an incident").click();
		const title = page.getByRole("dialog").getByLabel("What’s wrong?");
		await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
		await page.keyboard.type("Checkout answers 503");
		expect(await title.inputValue()).toBe("Checkout answers 503");
	});

	it("what Ana has acknowledged keeps its card and its place, and what else fires stays in sight", async () => {
		const now = await asked("/now");
		night.answers.set(`PUT ${INCIDENT}/acknowledgement`, () => {
			const firing = now.firing.map((one: Incident) => (one.id === taken(at).id ? taken(at) : one));
			night.answers.set("GET /now", { ...now, firing });
			return taken(at);
		});
		const cards = page.locator(".firing");
		const mine = page.getByRole("region", { name: "Firing, #142" });
		const count = await cards.count();
		const [before, below] = [await placeOf(mine), await placeOf(cards.nth(1))];
		expect(count).toBeGreaterThan(1);
		await mine.getByRole("button", { name: "Acknowledge" }).click();
		await mine.getByText("Acknowledged by you").waitFor();
		expect([await placeOf(mine), await placeOf(cards.nth(1))]).toEqual([before, below]);
		expect(await cards.count()).toBe(count);
	});

	it("nobody is offered to take over from herself", async () => {
		const now = await asked("/now");
		await button("Take over").waitFor();
		const mine = now.onCall.filter(({ userId }: { userId: string }) => userId === ANA.id);
		expect(mine).toHaveLength(1);
		night.answers.set("GET /now", { ...now, onCall: mine });
		night.askAnew();
		await button("Take over").waitFor({ state: "detached" });
	});

	it("a monitor that is down without an open incident is told, and never that nothing fires", async () => {
		const now = await asked("/now");
		night.answers.set("GET /now", { ...now, firing: [] });
		await page.goto(`${site.origin}/app/`);
		await says("No one is being paged");
		await page
			.getByRole("list", { name: "Down without an open incident" })
			.getByText("Checkout, pay")
			.waitFor();
		expect(await page.getByText("Nothing is firing").count()).toBe(0);
	});
});

describe("an open incident", () => {
	beforeEach(async () => {
		await open(INCIDENT);
		await page.getByText("Who was paged").waitFor();
	});

	it("lives: its title, its checks, what customers read and whom it pages change as they do", async () => {
		await says("Status page: Investigating");
		const paging = { ...burning(at), nextEscalation: { ...burning(at).nextEscalation!, at: iso(-1) } };
		const title = "Checkout and sign-in are down";
		const { source } = burning(at);
		const newest = { monitorId: source.id, region: "weur", at: iso(60), latencyMs: 12, outcome: "down" };
		night.answers.set(
			`GET /monitors/${source.id}/checks`,
			list([{ ...newest, reason: "status", detail: "HTTP 599" }]),
		);
		const update = { audience: "public", status: "identified", message: "We know why.", public: true };
		night.answers.set(
			`GET ${INCIDENT}/timeline`,
			list([
				...timeline(at).slice(0, 8),
				event(9, "update_published", update),
				event(10, "recovery_checked", {
					...{ result: "failing", overrideReason: null },
					evidence: [{ kind: "check", region: "apac", outcome: "down", summary: "Asia: HTTP 500" }],
				}),
			]),
		);
		night.tell({ ...paging, title, status: "identified", version: 30 });
		night.answers.set(`GET ${INCIDENT}`, { ...paging, title, status: "identified", version: 30 });
		night.askAnew();
		await page.getByRole("heading", { name: title }).waitFor();
		await says("Status page: Identified");
		await says(/HTTP 599/);
		await expect.poll(() => page.locator(".clock-row").innerText()).toMatch(/^Paging Bo.* now/);
	});

	it("is said to be resolved at once, while the lines of its story wait for whoever reads it", async () => {
		const over: Incident = {
			...taken(at),
			state: "resolved",
			status: "resolved",
			resolvedAt: iso(0),
			version: 40,
		};
		await page.locator(".timeline li").last().scrollIntoViewIfNeeded();
		night.tell(over);
		await page
			.getByText(/^Resolved at/)
			.first()
			.waitFor();
		await button("Reopen").waitFor();
		const [reopen, primary] = [await placeOf(button("Reopen")), await placeOf(button("Add a note"))];
		expect(reopen.width * reopen.height).toBeLessThan((primary.width * primary.height) / 2);
	});

	it("tells its story a line for each step, not one for each phone and page", async () => {
		const lines = page.locator(".timeline li");
		expect(await lines.count()).toBeLessThan(timeline(at).length / 2);
		const told = (await lines.allInnerTexts()).join("\n");
		expect(told.match(/Pixel|iPad/g) ?? []).toEqual([]);
	});
});

describe("the places", () => {
	it("a service answers whether it is well before it asks anything", async () => {
		await open("/services/svc_01JCHECKOUT");
		for (const name of ["Who gets paged", "Monitors", "Past incidents", "Changes"])
			await page
				.getByRole("heading", { name: new RegExp(`^${name}`) })
				.first()
				.waitFor();
		expect(await page.locator("main").locator("input, select, textarea").count()).toBe(0);
		await button("Edit").click();
		await page.getByRole("dialog").getByLabel("Name", { exact: true }).waitFor();
	});

	it("a monitor says how it was, how fast it answers, when it pages and what it opened", async () => {
		await open("/monitors/mon_01JCHECKOUTPAY");
		for (const name of ["Latency", "Recent checks", "Uptime"])
			await page
				.getByRole("heading", { name: new RegExp(`^${name}`) })
				.first()
				.waitFor();
		await page.locator(".latency .chart canvas").first().waitFor();
		await page.getByText("As a table").first().click();
		await page.getByRole("table", { name: "Latency by region" }).waitFor();
		expect(await page.getByRole("navigation").locator("a[aria-current]:visible").innerText()).toBe(
			"Services",
		);
	});

	it("a link to what is gone says that it is gone, and offers no second try that cannot help", async () => {
		await open("/incidents/inc_01JNOBODY");
		await page.getByRole("heading", { name: "Couldn’t find this incident" }).waitFor();
		await says("It was deleted, or the link is wrong.");
		expect(await button("Try again").count()).toBe(0);
	});
});

const event = (seq: number, type: string, data: Record<string, unknown>): TimelineEvent =>
	({ seq, type, at: iso(0), actor: { kind: "user", ...BO }, data }) as TimelineEvent;
