/** How a team makes its status page in the app: what is typed is seen at once, and public only once it is published. */
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, openBrowser } from "../support/browser.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { deskContext, letIn } from "../support/newcomer.ts";
import { signIn } from "../support/session.ts";
import { make } from "../support/shop.ts";
import { sleep } from "../support/wait.ts";
import { XSS } from "../support/xss.ts";

const PREVIEW = "/api/v1/status-page-preview";
let instance: Instance;
let browser: Browser;
let origin: string;
let context: BrowserContext;
let ana: Record<string, string>;

beforeAll(async () => {
	[instance, browser] = await Promise.all([startInstance(), openBrowser()]);
	origin = `http://localhost:${instance.port}`;
	const { id } = await make(instance, "/api/v1/users", {
		name: "Ana",
		email: "ana@shop.example",
		role: "admin",
	});
	await make(instance, "/api/v1/components", { name: "Checkout" });
	ana = await signIn(instance, id);
	context = await deskContext(browser);
	await letIn(context, origin, ana);
}, 120_000);
afterAll(async () => {
	await browser?.close();
	await instance?.stop();
});

const change = (body: object) => instance.api("PATCH", "/api/v1/settings", body);
const published = async () => (await fetch(`${origin}/`)).text();
const preview = (draft: unknown, headers: Record<string, string>) =>
	fetch(`${instance.url}${PREVIEW}`, {
		method: "POST",
		headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({ draft: typeof draft === "string" ? draft : JSON.stringify(draft) }),
	});

describe("the page as it would be", () => {
	const draft = {
		page: { organizationName: "Harbor", pageIntro: "We sell **boats**.", pageFooter: "[Imprint](/i)" },
	};

	it("is the whole page with what is not saved, is kept nowhere, and may be framed by the app alone", async () => {
		const answer = await preview(draft, ana);
		const html = await answer.text();
		expect(answer.status).toBe(200);
		for (const words of [
			"Harbor status</title>",
			"<strong>boats</strong>",
			'<a href="/i">Imprint</a>',
			"Checkout",
		])
			expect(html).toContain(words);
		expect(answer.headers.get("cache-control")).toBe("no-store");
		expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
		expect(await published()).not.toContain("boats");
	});

	it("comes to an admin on our own pages, and to nobody else", async () => {
		const { origin: own, ...bare } = ana;
		const bo = await make(instance, "/api/v1/users", { name: "Bo", email: "bo@shop.example" });
		const statuses = await Promise.all(
			[
				{},
				await signIn(instance, bo.id),
				{ ...bare, origin: "https://evil.example" },
				{ ...bare, origin: "null" },
				{ ...bare, origin: "null", "sec-fetch-site": "cross-site" },
				{ ...bare, origin: "null", "sec-fetch-site": "same-origin" },
				{ ...bare, origin: own ?? "" },
			].map(async (headers) => (await preview(draft, headers)).status),
		);
		expect(statuses).toEqual([401, 403, 403, 403, 403, 200, 200]);
	});

	it("refuses what could not be saved, and says where", async () => {
		const wrong = async (sent: unknown) => {
			const answer = await preview(sent, ana);
			const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
			return [answer.status, ...errors.map(({ pointer }) => pointer)];
		};
		expect(await wrong("{")).toEqual([422, ""]);
		expect(await wrong({ page: { remediationsStopped: true } })).toEqual([422, "/page/remediationsStopped"]);
		const pageAccents = { light: "#ffff00", dark: "#ffff00" };
		expect(await wrong({ page: { pageAccents } })).toEqual([422, "/page/pageAccents/light"]);
	});
});

describe("a team's own texts and colors", () => {
	it("bring nothing else of the settings, and nothing of a draft, to the public", async () => {
		const { id } = (await instance.api("GET", "/api/v1/users")).body.items[0];
		const stakeholders = [{ name: "stakeholder-canary", userId: id, channel: "push" }];
		const told = await change({ stakeholders, collapsedGroups: ["group-canary"], pageIntro: "Told to all" });
		expect(told.status).toBe(200);
		expect((await preview({ page: { pageIntro: "draft-canary" } }, ana)).status).toBe(200);
		await expect.poll(published).toContain("Told to all");
		for (const path of ["/", "/history", "/subscribe", "/api/v2/summary.json", "/feed.atom", "/feed.json"])
			expect([path, await (await fetch(origin + path)).text()]).toEqual([
				path,
				expect.not.stringContaining("canary"),
			]);
		await change({ stakeholders: [], collapsedGroups: [], pageIntro: null });
	});

	it("are on every public page, under a policy that names their style, and ask for nothing more", async () => {
		const pageAccents = { light: "#0b5c8a", dark: "#7cc4ee" };
		const set = await change({ pageAccents, pageIntro: "Hello *there*", pageFooter: "By **us**" });
		expect(set.body).toMatchObject({ pageAccents, pageIntro: "Hello *there*", pageFooter: "By **us**" });
		await expect.poll(published).toContain("Hello <em>there</em>");
		const page = await browser.newPage({ colorScheme: "light" });
		const [asked, complaints]: string[][] = [[], []];
		page.on("request", (request) => asked?.push(new URL(request.url()).pathname));
		page.on("console", (message) => complaints?.push(message.text()));
		for (const path of ["/", "/history?month=2026-11", "/subscribe", "/nowhere"]) {
			await page.goto(origin + path);
			const color = await page
				.locator("header a")
				.last()
				.evaluate((link) => getComputedStyle(link).color);
			expect([path, color]).toEqual([path, "rgb(11, 92, 138)"]);
			expect(await page.locator("footer strong").textContent()).toBe("us");
		}
		await page.emulateMedia({ colorScheme: "dark" });
		const color = await page
			.locator("header a")
			.last()
			.evaluate((link) => getComputedStyle(link).color);
		expect(color).toBe("rgb(124, 196, 238)");
		expect(asked).toEqual(["/", "/history", "/subscribe", "/nowhere"]);
		expect(complaints?.filter((words) => !words.includes("404"))).toEqual([]);
		await page.goto(origin);
		expect(await axeFindings(page)).toEqual([]);
		await page.close();
	});

	it("run nothing, whatever they are", async () => {
		const page = await (await browser.newContext({ bypassCSP: true })).newPage();
		const ran: string[] = [];
		await page.exposeFunction("alert", () => ran.push("alert"));
		const links = "[x](javascript:alert(1)) ![y](//evil.example/y.png)";
		for (let at = 0; at < XSS.length; at += 40) {
			const words = XSS.slice(at, at + 40)
				.join("\n\n")
				.replaceAll("\0", "");
			const [first, last] = [words.slice(0, 900).toWellFormed(), words.slice(-1_000).toWellFormed()];
			const texts = { pageIntro: `${at} ${links}\n\n${first}`, pageFooter: last };
			expect((await change(texts)).status).toBe(200);
			await expect.poll(published).toContain(`<p>${at} [x]`);
			await page.goto(origin, { waitUntil: "networkidle" });
			expect(await page.locator("script,iframe,object,embed,form,input,img,base").count()).toBe(0);
		}
		expect(ran).toEqual([]);
		await change({ pageIntro: null, pageFooter: null, pageAccents: null });
		await page.context().close();
	});
});

describe("the editor", () => {
	const open = async (viewport?: { width: number; height: number }): Promise<Page> => {
		const page = await context.newPage();
		if (viewport) await page.setViewportSize(viewport);
		await page.goto(`${origin}/app/status-page`);
		await page.getByLabel("Organization").waitFor();
		return page;
	};
	const frameOf = (page: Page): FrameLocator =>
		page.frameLocator("iframe[title='Preview of the status page']").last();

	it("shows what was typed last, also where the page before it comes after that", async () => {
		const page = await open();
		await frameOf(page).getByRole("heading", { name: "Checkout" }).waitFor();
		let asked = 0;
		await page.route("**/status-page-preview?*", async (route) => {
			// The first is held until the second was asked for, and the second longer than that.
			await sleep(++asked === 1 ? 900 : 1_800);
			await route.continue();
		});
		await page.getByLabel(/^Introduction/).fill("We sell oars.");
		await expect.poll(() => asked).toBe(1);
		await page.getByLabel(/^Introduction/).fill("We sell sails.");
		await frameOf(page).getByText("sails").waitFor();
		await page.close();
	});

	it("shows what is typed beside it, and publishes it when Ana says so", async () => {
		const page = await open();
		await frameOf(page).getByRole("heading", { name: "Checkout" }).waitFor();
		await page.getByLabel("Organization").fill("Harbor & Sons");
		await page.getByLabel(/^Introduction/).fill("We sell **boats**.");
		await frameOf(page).getByText("boats").waitFor();
		expect(await published()).not.toContain("boats");
		expect(await axeFindings(page)).toEqual([]);
		const ground = () =>
			frameOf(page)
				.locator("html")
				.evaluate((html) => getComputedStyle(html).backgroundColor);
		const light = await ground();
		await page.getByText("Dark", { exact: true }).click();
		await expect.poll(ground).not.toBe(light);
		const before = (await fetch(`${origin}/`)).headers.get("etag");
		await page.getByRole("button", { name: "Publish" }).click();
		await page.getByText("Status page published").waitFor();
		await expect.poll(published).toContain("<strong>boats</strong>");
		expect((await fetch(`${origin}/`)).headers.get("etag")).not.toBe(before);
		expect(await page.getByLabel("Organization").inputValue()).toBe("Harbor & Sons");
		// The frame leads nowhere, and Back leaves the editor.
		await frameOf(page).getByRole("link", { name: "History" }).click();
		expect(await frameOf(page).getByText("boats").count()).toBe(1);
		await page.close();
	});

	it("offers a color that can be read in place of one that cannot", async () => {
		const page = await open();
		await page.getByLabel("Own colors").click();
		await page.getByLabel("On a light screen").fill("#ffd400");
		await page.getByText("This color has a contrast of 1.3:1 on the light page").waitFor();
		await page.getByRole("button", { name: /^Use #/ }).click();
		await page.getByText("This color has").waitFor({ state: "detached" });
		await page.getByRole("button", { name: "Publish" }).click();
		await page.getByText("Status page published").waitFor();
		await page.close();
	});

	it("does not write over what somebody else published meanwhile", async () => {
		const page = await open();
		await page.getByLabel("Organization").fill("Mine");
		await change({ organizationName: "Theirs" });
		await page.getByRole("button", { name: "Publish" }).click();
		await page.getByRole("button", { name: "Load theirs" }).click();
		await expect.poll(() => page.getByLabel("Organization").inputValue()).toBe("Theirs");
		expect(await published()).not.toContain("Mine");
		await page.close();
	});

	it("has a hundred components put in order on a phone without a lag, and published as they stand", async () => {
		const names = Array.from({ length: 100 }, (_, i) => `Part ${String(i).padStart(2, "0")}`);
		for (const [position, name] of names.entries())
			await make(instance, "/api/v1/components", {
				name,
				position: position + 1,
				group: position < 50 ? "Core" : null,
			});
		const page = await open({ width: 390, height: 844 });
		const { slowest } = await page.evaluate(async () => {
			const named = (name: string) => document.querySelector<HTMLElement>(`[aria-label="${name}"]`);
			let slowest = 0;
			for (let i = 0; i < 30; i++) {
				const began = performance.now();
				named("Move Part 50 up")?.click();
				await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
				slowest = Math.max(slowest, performance.now() - began);
			}
			return { slowest };
		});
		expect(slowest).toBeLessThan(200);
		// By the keyboard: the focus stays on what was pressed.
		await page.getByRole("button", { name: "Move Part 99 up" }).focus();
		for (let i = 0; i < 3; i++) await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Core", exact: true }).click();
		await page.getByRole("dialog").getByLabel("Name").fill("Heart");
		await page.getByLabel("Collapsed").click();
		await page.getByRole("button", { name: "Done" }).click();
		await page.getByRole("button", { name: "Publish" }).click();
		await page.getByText("Status page published").waitFor();
		const { body } = await instance.api("GET", "/api/v1/components?limit=200");
		const items = body.items as { name: string; group: string | null; position: number }[];
		const order = items.toSorted((a, b) => a.position - b.position);
		expect(order.filter(({ group }) => group === "Heart").map(({ name }) => name)).toContain("Part 50");
		expect(order.slice(-4).map(({ name }) => name)).toEqual(["Part 99", "Part 96", "Part 97", "Part 98"]);
		await expect.poll(published).toMatch(/<details class="group"[^>]*><summary class="name"><h3>Heart/);
		await page.close();
	});

	it("puts a component right where it stands, and gives a group's delete back", async () => {
		const page = await open();
		await page.getByRole("button", { name: "Part 10", exact: true }).click();
		const sheet = page.getByRole("dialog");
		await sheet.getByLabel("Name").fill("Payments");
		await sheet.getByLabel(/^Description/).fill("Cards and invoices");
		await sheet.getByLabel("State").selectOption("partial_outage");
		await sheet.getByLabel(/^Until/).fill("2099-01-01T10:00");
		await sheet.getByRole("button", { name: "Save" }).click();
		await page.getByText("Payments saved").waitFor();
		await expect.poll(published).toContain("Payments is partly down");
		const own = await (await fetch(`${origin}/components/payments`)).text();
		expect(own).toContain("Cards and invoices");
		await page.getByRole("button", { name: "Heart", exact: true }).click();
		await page.getByRole("button", { name: "Delete group" }).click();
		await page.getByRole("button", { name: "Heart", exact: true }).waitFor({ state: "detached" });
		await page.getByRole("button", { name: "Undo" }).click();
		await page.getByRole("button", { name: "Heart", exact: true }).waitFor();
		await page.close();
	});

	it("does not put components in order that somebody else changed meanwhile", async () => {
		const page = await open();
		await page.getByRole("button", { name: "Move Part 99 up" }).click();
		await make(instance, "/api/v1/components", { name: "Newcomer" });
		await page.getByRole("button", { name: "Publish" }).click();
		await page.getByRole("button", { name: "Load theirs" }).click();
		await page.getByRole("button", { name: "Newcomer", exact: true }).waitFor();
		await page.close();
	});

	it("has the page behind a tab on a phone", async () => {
		const page = await open({ width: 390, height: 844 });
		await page.getByLabel("Organization").fill("On a phone");
		await page.getByText("Preview", { exact: true }).click();
		await frameOf(page).getByRole("link", { name: "On a phone" }).waitFor();
		await page.getByText("Edit", { exact: true }).click();
		expect(await page.getByLabel("Organization").inputValue()).toBe("On a phone");
		await page.close();
	});
});
