import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { componentSlugs } from "../../worker/status/rules/component-slug.ts";
import { newPage, openBrowser } from "../support/browser.ts";
import { component, publicIncident } from "../support/public-cast.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { XSS } from "../support/xss.ts";

const idOf = (index: number) => `inc_${String(index).padStart(26, "0")}`;
const SLUG = componentSlugs(XSS.slice(0, 20).map((name, index) => ({ id: `cmp_${index}`, name }))).get(
	"cmp_3",
);
let instance: PublicInstance;
let browser: Browser;

beforeAll(async () => {
	[instance, browser] = await Promise.all([startPublic(), openBrowser()]);
	const now = Date.now();
	const components = XSS.slice(0, 20).map((words, index) =>
		component(words, { id: `cmp_${index}`, group: index % 2 ? words : null, position: index }),
	);
	const incidents = XSS.map((words, index) =>
		publicIncident({
			incidentId: idOf(index),
			name: words,
			componentId: `cmp_${index % 25}`,
			componentName: words,
			startedAt: now - index,
			updates: [{ id: `upd_${index}`, at: now, status: "investigating", message: words }],
		}),
	);
	await instance.publish(components, incidents);
	const maintenances = XSS.map((words, index) => ({
		...{ id: `mnt_${String(index).padStart(26, "0")}`, title: words.slice(0, 200), description: words },
		...{ componentIds: [`cmp_${index % 25}`], startsAt: now - 1_000 + (index - 100) * 1_000_000 },
		...{ endsAt: now + 1_000_000 + (index - 100) * 1_000_000, verifySeconds: 0, verifyingAt: null },
		...{ plannedStartsAt: now, plannedEndsAt: now, createdAt: now - 1, updatedAt: now - 1 },
	}));
	await instance.api("POST", "/test/maintenances", maintenances);
	const everything = XSS.join("\n\n");
	const links =
		"[x](javascript:alert(1)) [y](data:text/html,alert) ![z](//evil.example/z.png) <//evil.example>";
	for (const { incidentId } of incidents.slice(0, 5))
		await instance.api("POST", "/test/review", {
			...{ incidentId, changedAt: now, posted: { at: now, text: `${everything}\n\n${links}` } },
		});
});
afterAll(async () => {
	await Promise.all([browser?.close(), instance?.stop()]);
});

describe("words of other people on a public page", () => {
	// Without our content security policy: it is the second lock, this is about the first.
	it.each([
		"/",
		"/history",
		`/components/${SLUG}`,
		"/maintenances/mnt_00000000000000000000000003",
		`/incidents/${idOf(3)}`,
	])("S14: run no script on %s, whatever they are", async (path) => {
		expect(XSS.length).toBeGreaterThanOrEqual(200);
		const page = await newPage(browser, { bypassCSP: true });
		const ran: string[] = [];
		const requests: string[] = [];
		await page.exposeFunction("alert", () => ran.push("alert"));
		page.on("dialog", (dialog) => ran.push(dialog.message()));
		page.on("request", (request) => requests.push(request.url()));
		await page.goto(instance.url + path, { waitUntil: "networkidle" });
		for (let i = 0; i < 30; i++) await page.keyboard.press("Tab");
		expect(ran).toEqual([]);
		expect(requests).toEqual([instance.url + path]);
		expect(await page.locator("script,iframe,object,embed,form,input,img,base").count()).toBe(0);
		await page.context().close();
	});

	it("are shown as they were written", async () => {
		const page = await newPage(browser);
		await page.goto(`${instance.url}/incidents/${idOf(8)}`);
		expect(await page.locator("h1").textContent()).toBe(XSS[8]);
		expect(await page.locator(".updates p").first().textContent()).toBe(XSS[8]);
		await page.context().close();
	});

	it.each(["/feed.atom", "/feed.rss"])("leave %s well-formed, with every word escaped", async (path) => {
		const xml = await (await instance.get(path)).text();
		const page = await newPage(browser);
		const problem = await page.evaluate((text) => {
			const parsed = new DOMParser().parseFromString(text, "application/xml");
			const entries = [...parsed.querySelectorAll("entry > content, item > *")];
			const html = entries.map((e) => new DOMParser().parseFromString(e.textContent ?? "", "text/html"));
			return {
				broken: parsed.querySelector("parsererror")?.textContent ?? null,
				entries: parsed.querySelectorAll("entry, item").length,
				active: html.flatMap((d) => [...d.querySelectorAll("script,img,svg,iframe,a,style,link,meta")])
					.length,
			};
		}, xml);
		expect(problem).toEqual({ broken: null, entries: 50, active: 0 });
		await page.context().close();
	});
});
