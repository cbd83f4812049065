import { get } from "node:http";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_LANGUAGES } from "../../worker/people/rules/page-languages.ts";
import { minutes, seconds } from "../../worker/platform/rules/time.ts";
import {
	axeFindings,
	DESKTOP,
	NARROWEST,
	newPage,
	openBrowser,
	PHONE,
	sidewaysScroll,
} from "../support/browser.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { fiveIncidents, hundredComponents, twentyComponents } from "../support/public-world.ts";
import { soak } from "../support/runs.ts";

const KILOBYTE = 1024;
const PLANNED_ID = "mnt_00000000000000000000000001";
const OLDEST = "/incidents/inc_00000000000000000000000003";
let instance: PublicInstance;
let browser: Browser;

beforeAll(async () => {
	[instance, browser] = await Promise.all([startPublic(), openBrowser()]);
	const now = Date.now();
	await instance.publish(twentyComponents(now), fiveIncidents(now));
});
afterAll(async () => {
	await Promise.all([browser?.close(), instance?.stop()]);
});

describe("the status page", () => {
	it("answers a browser at an address that is nobody's with a page, and a program with JSON", async () => {
		for (const [path, accept, status, kind] of [
			["/nothing", "text/html,*/*;q=0.8", 404, "text/html"],
			["/nothing", "application/json", 404, "application/problem+json"],
			["/api/v1/nothing", "text/html", 401, "application/problem+json"],
		] as const) {
			const answer = await instance.get(path, { accept });
			expect([answer.status, answer.headers.get("content-type")?.split(";")[0]]).toEqual([status, kind]);
		}
	});

	it("fits into 14 KB with twenty components, ninety days and five incidents", async () => {
		const html = await (await instance.get("/", { "accept-encoding": "identity" })).text();
		expect(html.match(/<ol class="bars"/g)).toHaveLength(20);
		expect(html.match(/<li[^>]*><span>/g)).toHaveLength(20 * 90);
		expect(gzipSync(html).length).toBeLessThan(14 * KILOBYTE);
		expect(html.match(/<style>(.*?)<\/style>/s)?.[1]?.length).toBeLessThan(8 * KILOBYTE);
	});

	it.each([
		[undefined, "plain"],
		["identity", "plain"],
		["gzip;q=0", "plain"],
		["gzip", "packed"],
		["deflate, gzip;q=0.5", "packed"],
	])("goes to a client that accepts %s %s", async (accepts, how) => {
		for (const path of ["/", "/api/v2/summary.json", "/feed.atom"]) {
			const { encoding, body } = await asSent(instance.url + path, accepts);
			expect([path, encoding, isGzip(body)]).toEqual(
				how === "packed" ? [path, "gzip", true] : [path, undefined, false],
			);
		}
	});

	it("takes on a subscriber and a report by forms without a script, which axe and html-validate approve", async () => {
		const page = await newPage(browser, { viewport: PHONE });
		for (const path of ["/subscribe", "/report"]) {
			const html = await (await instance.get(path)).text();
			const report = await new HtmlValidate({
				extends: ["html-validate:standard", "html-validate:a11y"],
			}).validateString(html);
			expect([path, report.results.flatMap(({ messages }) => messages.map((m) => m.message))]).toEqual([
				path,
				[],
			]);
		}
		await page.goto(`${instance.url}/subscribe`);
		expect(await axeFindings(page)).toEqual([]);
		expect(await sidewaysScroll(page)).toBe(0);
		await page.getByLabel("Webhook", { exact: true }).check();
		await page.getByLabel(/URL of your webhook/).fill("https://hooks.example.com/status");
		await page.getByRole("button", { name: "Subscribe" }).click();
		await page.getByRole("heading", { name: "Almost done" }).waitFor();
		await page.goto(`${instance.url}/report`);
		expect(await axeFindings(page)).toEqual([]);
		expect(await sidewaysScroll(page)).toBe(0);
		await page.getByLabel("What doesn’t work?").selectOption({ index: 1 });
		await page.getByRole("button", { name: "Send report" }).click();
		await page.getByRole("heading", { name: "Thank you" }).waitFor();
		await page.context().close();
	});

	it("needs one request, no script and no other file", async () => {
		const page = await newPage(browser);
		const requests: string[] = [];
		const complaints: string[] = [];
		page.on("request", (request) => requests.push(request.url()));
		page.on("console", (message) => complaints.push(message.text()));
		await page.goto(instance.url, { waitUntil: "networkidle" });
		expect(requests).toEqual([`${instance.url}/`]);
		expect(complaints).toEqual([]);
		expect(await page.locator("script").count()).toBe(0);
		await page.context().close();
	});

	it("says what is wrong in its largest type, works without script, and tells the age of what it says", async () => {
		const page = await newPage(browser, { javaScriptEnabled: false });
		await page.goto(instance.url);
		expect(await page.locator("h1").textContent()).toBe("Checkout and Search are having problems");
		expect(await page.getByText("Next update by").count()).toBe(2);
		expect(await page.locator(".fresh").textContent()).toMatch(
			/^Checked \d+ seconds ago from 3 regions, at \d\d:/,
		);
		await page.context().close();
	});

	it("tells each day in words, and shows them to a pointer and to the keyboard", async () => {
		const page = await newPage(browser);
		await page.goto(instance.url);
		const today = page.locator("[aria-label='Checkout, last 90 days'] li").last();
		expect(await today.textContent()).toMatch(/: down for (less than a minute|\d+ minutes)$/);
		const words = today.locator("span");
		const clip = () => words.evaluate((element) => getComputedStyle(element).clipPath);
		expect(await clip()).not.toBe("none");
		await today.focus();
		expect(await clip()).toBe("none");
		await page.context().close();
	});
});

describe("a page of a hundred components", () => {
	it("fits into 14 KB too, in every language", async () => {
		const languages = [...PAGE_LANGUAGES];
		const components = hundredComponents(Date.now());
		const collapsedGroups = [...new Set(components.flatMap(({ group }) => group ?? []))];
		const pageAccents = { light: "#0b5c8a", dark: "#7cc4ee" };
		const page = { languages, collapsedGroups, pageAccents };
		expect((await instance.api("PATCH", "/api/v1/settings", page)).status).toBe(200);
		await instance.publish(components, fiveIncidents(Date.now()));
		const sizes: [string, number][] = [];
		for (const tag of languages) {
			const read = async () =>
				(await instance.get(`/?lang=${tag}`, { "accept-encoding": "identity" })).text();
			await expect.poll(async () => (await read()).match(/<ol class="bars"/g)?.length).toBe(100);
			const html = await read();
			expect(html).toContain(`<html lang="${tag}"`);
			expect(html.match(/<details class="group"/g)).toHaveLength(collapsedGroups.length);
			sizes.push([tag, gzipSync(html).length]);
		}
		expect(sizes.filter(([, size]) => size >= 14 * KILOBYTE)).toEqual([]);
		await instance.api("PATCH", "/api/v1/settings", { collapsedGroups: [], pageAccents: null });
	});
});

describe("a smaller page", () => {
	// Axe takes ten seconds for 1,800 bars; what it looks at is the same in 540.
	it("is what the rest looks at", async () => {
		await instance.publish(twentyComponents(Date.now()).slice(0, 6), []);
		await expect
			.poll(async () => (await (await instance.get("/")).text()).match(/class="bars"/g)?.length)
			.toBe(6);
		expect(await htmlFindings("/embed?lang=de")).toEqual([]);
	});
});

/** Each color on each size in the soak; otherwise each of them once. */
const LOOKS = (
	[
		["light", "phone", PHONE],
		["dark", "desk", DESKTOP],
		["light", "desk", DESKTOP],
		["dark", "phone", PHONE],
	] as const
).slice(0, soak ? 4 : 2);

async function htmlFindings(path: string): Promise<string[]> {
	const html = await (await instance.get(path, { "accept-encoding": "identity" })).text();
	const report = await new HtmlValidate({
		extends: ["html-validate:standard", "html-validate:a11y"],
	}).validateString(html);
	return report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`));
}

describe("the page of a component, and of a maintenance", () => {
	beforeAll(async () => {
		const now = Date.now();
		const [startsAt, endsAt] = [now + minutes(60), now + minutes(120)];
		const components = twentyComponents(now);
		await instance.publish(components, []);
		await instance.api("POST", "/test/maintenances", [
			{
				...{ id: PLANNED_ID, title: "New machines", description: "Signing in may be slow." },
				...{ startsAt, endsAt, plannedStartsAt: startsAt, plannedEndsAt: endsAt, verifySeconds: 0 },
				...{ verifyingAt: null, createdAt: now, updatedAt: now },
				componentIds: components.filter(({ name }) => name === "Accounts").map(({ id }) => id),
			},
		]);
	});

	it.each(["/components/accounts", `/maintenances/${PLANNED_ID}`])(
		"is valid and accessible: %s",
		async (path) => {
			expect(await htmlFindings(path)).toEqual([]);
			const page = await newPage(browser, { viewport: PHONE });
			await page.goto(instance.url + path);
			expect(await page.getByText("New machines").count()).toBe(1);
			expect(await axeFindings(page)).toEqual([]);
			expect(await sidewaysScroll(page)).toBe(0);
			await page.context().close();
		},
	);
});

describe.each(["/?lang=ar", "/history?lang=de", OLDEST, "/incidents/inc_01JNOBODY"])(
	"the public page %s",
	(path) => {
		it("is valid HTML", async () => {
			expect(await htmlFindings(path)).toEqual([]);
		});

		it.each(LOOKS)("is accessible in %s on a %s", async (colorScheme, _on, viewport) => {
			const page = await newPage(browser, { colorScheme, viewport });
			await page.goto(instance.url + path);
			expect(await axeFindings(page)).toEqual([]);
			await page.context().close();
		});

		it("needs no sideways scrolling at 320 px, nor with text twice as large", async () => {
			const page = await newPage(browser, { viewport: NARROWEST });
			await page.goto(instance.url + path);
			expect(await sidewaysScroll(page)).toBe(0);
			await page.setViewportSize(PHONE);
			const text = page.locator("p").first();
			const before = await text.evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize));
			await page.locator("html").evaluate((html) => html.style.setProperty("font-size", "200%"));
			const after = await text.evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize));
			expect(after).toBe(2 * before);
			expect(await sidewaysScroll(page)).toBe(0);
			await page.context().close();
		});
	},
);

describe("asking again", () => {
	it("costs nothing while nothing changed, and answers at once when something did", async () => {
		await notAtTheTurnOfAMinute();
		const first = await instance.get("/");
		const etag = first.headers.get("etag")!;
		await first.text();
		const again = await instance.get("/", { "if-none-match": etag });
		expect([again.status, await again.text()]).toEqual([304, ""]);
		await instance.publish(twentyComponents(Date.now()).slice(0, 4), []);
		await expect.poll(async () => (await instance.get("/", { "if-none-match": etag })).status).toBe(200);
	});

	it("answers HEAD as it answers GET, without the body", async () => {
		const head = await fetch(instance.url, { method: "HEAD" });
		expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([
			200,
			"text/html; charset=utf-8",
			"",
		]);
	});

	it("may be kept ten seconds, and a day if we are down; forbids scripts, frames and referrers", async () => {
		const { headers } = await instance.get("/");
		expect(headers.get("cache-control")).toBe(
			"public, max-age=10, stale-while-revalidate=60, stale-if-error=86400",
		);
		expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
		expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		expect(headers.get("set-cookie")).toBeNull();
	});
});

/** The bytes as they come over the wire, which `fetch` does not show. */
function asSent(url: string, accepts?: string): Promise<{ encoding: string | undefined; body: Buffer }> {
	const headers = accepts === undefined ? {} : { "accept-encoding": accepts };
	return new Promise((resolve, reject) => {
		get(url, { headers }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on("data", (chunk) => chunks.push(chunk));
			answer.on("end", () =>
				resolve({ encoding: answer.headers["content-encoding"], body: Buffer.concat(chunks) }),
			);
		}).on("error", reject);
	});
}

const isGzip = (body: Buffer) => body[0] === 0x1f && body[1] === 0x8b;

/** Durations on the page are told in minutes, so a new minute is news. */
async function notAtTheTurnOfAMinute(): Promise<void> {
	const leftMs = minutes(1) - (Date.now() % minutes(1));
	if (leftMs < seconds(2)) await new Promise((resolve) => setTimeout(resolve, leftMs));
}
