import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPage, openBrowser } from "../support/browser.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import {
	PAGED,
	passedOn,
	type Reply,
	resolvedPage,
	TOKEN,
	tapped as tappedAt,
	user,
} from "../support/tap.ts";

const KILOBYTE = 1024;
const YOURS = /^You have it\. Acknowledged at \d\d:\d\d:\d\d\. No one else is being paged\.$/;
const NOT_DELIVERED = "Not delivered. Retrying while this page is open. Escalation continues.";
const ACKNOWLEDGED: Reply = {
	status: 200,
	body: { result: "acknowledged", state: "acknowledged", by: user("Ana"), at: PAGED.triggeredAt },
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

const tapped = (
	...how: [Record<string, Reply>, BrowserContextOptions?, ((page: Page) => Promise<unknown>)?]
) => tappedAt(browser, origin, ...how);
const acknowledge = (page: Page) => page.getByRole("button", { name: "Acknowledge" }).click();
const outcome = (page: Page) => page.locator("#outcome");

describe("the small page behind a tap", () => {
	it("is one document of at most 5 KB that asks for nothing else, allowed by hash alone", async () => {
		const answer = await fetch(`${origin}/app/p`);
		expect(Buffer.byteLength(await answer.text())).toBeLessThanOrEqual(5 * KILOBYTE);
		const policy = answer.headers.get("content-security-policy");
		expect(policy).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
		expect(policy).not.toContain("unsafe");
		expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
	});

	it("shows what burns, how badly, for how long, who has it and who is paged next", async () => {
		const { page } = await tapped({ page: { status: 200, body: PAGED } });
		await expect.poll(() => page.locator("h1").textContent()).toBe(PAGED.title);
		expect(await page.locator("#facts").textContent()).toBe("P1 Checkout · #142 · 4 min");
		expect(await page.locator("#who").textContent()).toBe("Not acknowledged yet.");
		expect(await page.locator("#next").textContent()).toMatch(/^Pages Bo in 3:\d\d$/);
		expect(await page.getByRole("listitem").allTextContents()).toEqual([
			"Western Europe: HTTP 503",
			"Eastern North America: HTTP 503",
			"Asia and Pacific: timed out after 10000 ms",
		]);
		await page.context().close();
	});

	it("shows the runbook and its next steps below what was seen", async () => {
		const summary = "Runbook “Pool exhausted”: 1. Look at the pool 2. Restart it";
		const { page } = await tapped({ page: { status: 200, body: { ...PAGED, runbook: { summary } } } });
		await expect.poll(() => page.getByRole("listitem").last().textContent()).toBe(summary);
		await page.context().close();
	});

	it("takes the token out of the address at once, and still knows it after a reload", async () => {
		const { page, calls } = await tapped({ page: { status: 200, body: PAGED } });
		expect(page.url()).toBe(`${origin}/app/p`);
		await page.reload();
		await expect.poll(() => calls.filter((c) => c.name === "page").length).toBe(2);
		expect(new Set(calls.map((c) => c.authorization))).toEqual(new Set([`Bearer ${TOKEN}`]));
		await page.context().close();
	});

	it("says once that it was opened, and changes nothing else until a button is pressed", async () => {
		const { page, calls } = await tapped({ page: { status: 200, body: PAGED } });
		await expect.poll(() => page.locator("h1").textContent()).toBe(PAGED.title);
		await page.reload();
		await expect.poll(() => calls.filter((c) => c.name === "page").length).toBe(2);
		const posts = calls.filter((c) => c.method !== "GET");
		expect(posts).toEqual([
			{ method: "POST", name: "receipt", authorization: `Bearer ${TOKEN}`, body: { event: "opened" } },
		]);
		await page.context().close();
	});

	it("acknowledges with one press, and says so only when the answer is there", async () => {
		const answers: Record<string, Reply> = { page: { status: 200, body: PAGED } };
		const { page, calls } = await tapped(answers);
		await expect.poll(() => page.locator("h1").textContent()).toBe(PAGED.title);
		answers.page = { status: 200, body: { ...PAGED, state: "acknowledged", acknowledgedBy: user("Ana") } };
		answers.acknowledge = {
			status: 200,
			body: { result: "acknowledged", state: "acknowledged", by: user("Ana"), at: new Date().toISOString() },
		};
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toMatch(YOURS);
		expect(await page.locator("#who").textContent()).toBe("Acknowledged by Ana.");
		const presses = calls.filter((c) => c.name === "acknowledge");
		expect(presses.map((c) => c.method)).toEqual(["POST"]);
		const { occurredAt } = presses[0]!.body as { occurredAt: string };
		expect(Math.abs(Date.parse(occurredAt) - Date.now())).toBeLessThan(10_000);
		await page.context().close();
	});

	it("tells who was faster, and by how much", async () => {
		const at = new Date(Date.now() - 40_000).toISOString();
		const { page } = await tapped({
			page: { status: 200, body: PAGED },
			acknowledge: {
				status: 200,
				body: { result: "already_acknowledged", state: "acknowledged", by: user("Bo"), at },
			},
		});
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toMatch(/^Bo acknowledged 4\d s before you\.$/);
		await page.context().close();
	});

	it("tells who was there in the time that a press took to arrive", async () => {
		const at = new Date(Date.now() + 60_000).toISOString();
		const { page } = await tapped({
			page: { status: 200, body: PAGED },
			acknowledge: {
				status: 200,
				body: { result: "already_acknowledged", state: "acknowledged", by: user("Bo"), at },
			},
		});
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toBe("Bo acknowledged in the meantime.");
		await page.context().close();
	});

	it("tells that nothing is left to do when the incident is resolved", async () => {
		const { page } = await tapped({
			page: { status: 200, body: PAGED },
			acknowledge: {
				status: 200,
				body: { result: "already_resolved", state: "resolved", by: null, at: PAGED.triggeredAt },
			},
		});
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toBe("Already resolved. Nothing to do.");
		await page.context().close();
	});

	it("tells of an incident that is over as past: nothing red, and a clock that stands at its end", async () => {
		const { page } = await tapped({ page: { status: 200, body: resolvedPage() } });
		await expect.poll(() => page.locator("h1").textContent()).toBe(`Resolved: ${PAGED.title}`);
		expect(await page.locator("#facts").textContent()).toBe("P1 Checkout · #142 · lasted 3 min");
		expect(await page.locator("#facts b").getAttribute("class")).toBe("");
		expect(await page.getByRole("listitem").count()).toBe(0);
		await page.context().close();
	});

	it.each([
		[401, "This page has expired", "over 24 hours old"],
		[409, "You have a newer page", "Answer the latest notification."],
	])(
		"says what happened to a page that is refused with %i, and leads into the app",
		async (status, words, why) => {
			const { page } = await tapped({ page: { status } });
			await expect.poll(() => page.locator("h1").textContent()).toBe(words);
			expect(await page.locator("#who").textContent()).toContain(why);
			expect(await page.getByRole("button").count()).toBe(0);
			expect(await page.getByRole("link", { name: "Open Tocsin" }).getAttribute("href")).toBe("./");
			await page.context().close();
		},
	);

	it("says that a press was not delivered, and delivers it when the phone is online again", async () => {
		const answers: Record<string, Reply> = { page: { status: 200, body: PAGED }, acknowledge: "offline" };
		const { page, calls } = await tapped(answers);
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toBe(NOT_DELIVERED);
		const first = calls.find((c) => c.name === "acknowledge");
		answers.acknowledge = {
			status: 200,
			body: { result: "acknowledged", state: "acknowledged", by: user("Ana"), at: PAGED.triggeredAt },
		};
		await page.evaluate(() => dispatchEvent(new Event("online")));
		await expect.poll(() => outcome(page).textContent()).toMatch(YOURS);
		const last = calls.findLast((c) => c.name === "acknowledge");
		expect(last?.body).toEqual(first?.body);
		await page.context().close();
	});

	it("acknowledges although the details cannot be loaded", async () => {
		const { page } = await tapped({
			page: { status: 503 },
			acknowledge: {
				status: 200,
				body: { result: "acknowledged", state: "acknowledged", by: user("Ana"), at: PAGED.triggeredAt },
			},
		});
		await expect
			.poll(() => page.locator("#who").textContent())
			.toBe("Couldn’t load details. You can still acknowledge.");
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toMatch(YOURS);
		await page.context().close();
	});

	it("passes the page on when its reader cannot take it", async () => {
		const { page, calls } = await tapped({
			page: { status: 200, body: PAGED },
			escalate: { status: 200, body: passedOn() },
		});
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await expect.poll(() => outcome(page).textContent()).toBe("Bo is being paged now.");
		expect(calls.filter((c) => c.name === "escalate").map((c) => c.method)).toEqual(["POST"]);
		await page.context().close();
	});

	it("acknowledges for whoever can take it after all, and passes on no more", async () => {
		const answers: Record<string, Reply> = { page: { status: 200, body: PAGED }, escalate: "offline" };
		const { page, calls } = await tapped(answers);
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await expect.poll(() => outcome(page).textContent()).toBe(NOT_DELIVERED);
		answers.escalate = { status: 200 };
		answers.acknowledge = ACKNOWLEDGED;
		calls.length = 0;
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toMatch(YOURS);
		expect(calls.map((c) => c.name)).not.toContain("escalate");
		await page.context().close();
	});

	it("acknowledges next when that is pressed while passing on is on its way", async () => {
		let arrive = () => {};
		const onItsWay = new Promise<void>((resolve) => {
			arrive = resolve;
		});
		const answers = { page: { status: 200, body: PAGED }, acknowledge: ACKNOWLEDGED };
		const { page } = await tapped(answers);
		await page.route("**/page-actions/escalate", async (route) => {
			await onItsWay;
			await route.fulfill({ status: 200, json: {} });
		});
		await page.getByRole("button", { name: "I can’t take it" }).click();
		await acknowledge(page);
		arrive();
		await expect.poll(() => outcome(page).textContent()).toMatch(YOURS);
		await page.context().close();
	});

	it("works while every file of the app is blocked", async () => {
		const { page } = await tapped(
			{
				page: { status: 200, body: PAGED },
				acknowledge: {
					status: 200,
					body: { result: "acknowledged", state: "acknowledged", by: user("Ana"), at: PAGED.triggeredAt },
				},
			},
			{},
			(opened) => opened.route("**/app/assets/**", (route) => route.abort()),
		);
		await acknowledge(page);
		await expect.poll(() => outcome(page).textContent()).toMatch(YOURS);
		await page.context().close();
	});

	it("shows other people's words as words", async () => {
		const title = "<img src=x onerror=document.title='ran'>";
		const { page } = await tapped({ page: { status: 200, body: { ...PAGED, title } } });
		await expect.poll(() => page.locator("h1").textContent()).toBe(title);
		expect([await page.locator("img").count(), await page.title()]).toEqual([0, "Tocsin"]);
		await page.context().close();
	});

	it("opened without a token, says where pages come from", async () => {
		const page = await newPage(browser);
		await page.goto(`${origin}/app/p`);
		expect(await page.locator("h1").textContent()).toBe("No page to show");
		await page.context().close();
	});

	it("tells a browser without script that the escalation goes on", async () => {
		const page = await newPage(browser, { javaScriptEnabled: false });
		await page.goto(`${origin}/app/p`);
		expect(await page.locator("noscript").textContent()).toContain("Escalation continues");
		await page.context().close();
	});
});
