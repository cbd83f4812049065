import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, newPage, openBrowser, sidewaysScroll } from "../support/browser.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";

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

describe("the app's place", () => {
	it.each(["/app/", "/app/setup", "/app/incidents/142"])(
		"answers %s with the app, under a policy that allows its own files alone",
		async (path) => {
			const page = await newPage(browser);
			const complaints: string[] = [];
			page.on("console", (message) => complaints.push(message.text()));
			const refused = () => complaints.filter((text) => text.includes("Content Security Policy"));
			const answer = await page.goto(origin + path);
			await page.locator("h1").first().waitFor();
			expect(refused()).toEqual([]);
			const policy = answer?.headers()["content-security-policy"];
			expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
			expect(policy).not.toContain("unsafe");
			const becomesMarkup = () => {
				document.body.innerHTML = "<p>from a string</p>";
			};
			await expect(page.evaluate(becomesMarkup)).rejects.toThrow(/TrustedHTML/);
			const workers = () => navigator.serviceWorker.getRegistrations().then((all) => all.length);
			await expect.poll(() => page.evaluate(workers)).toBe(1);
			await page.context().close();
		},
	);

	it.each(["light", "dark"] as const)(
		"is accessible in %s and as narrow as a phone can be",
		async (colorScheme) => {
			const page = await newPage(browser, { colorScheme, viewport: { width: 320, height: 640 } });
			for (const path of ["/app/", "/app/setup"]) {
				await page.goto(origin + path);
				await page.locator("h1").first().waitFor();
				expect(await axeFindings(page)).toEqual([]);
				expect(await sidewaysScroll(page)).toBe(0);
			}
			await page.context().close();
		},
	);

	it("keeps files that carry their hash for ever, asks for the rest again, and says 404 for those that are gone", async () => {
		const shell = await fetch(`${origin}/app/`);
		expect(shell.headers.get("cache-control")).toBe("no-cache");
		const script = /src="(\/app\/assets\/[^"]+\.js)"/.exec(await shell.text())?.[1];
		const file = await fetch(origin + script);
		expect(file.headers.get("cache-control")).toContain("immutable");
		// Not a run of the Worker, which names each.
		expect(file.headers.has("x-request-id")).toBe(false);
		const same = ["strict-transport-security", "referrer-policy", "x-content-type-options"];
		for (const name of same) expect(file.headers.get(name)).toBe(shell.headers.get(name));
		expect((await fetch(`${origin}/app/assets/gone-1a2b.js`)).status).toBe(404);
	});

	it.each(["/app/", "/app/p"])("is valid HTML at %s", async (path) => {
		// A button outside of any form sends nothing, whatever its type: the small page spares the bytes.
		const rules = { "no-implicit-button-type": "off" } as const;
		const validator = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"], rules });
		const report = await validator.validateString(await (await fetch(origin + path)).text());
		expect(report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`))).toEqual([]);
	});

	it("moves from 127.0.0.1 to localhost, where a passkey can belong, and keeps path, query and fragment", async () => {
		const answer = await instance.get("/app/setup?from=link");
		expect([answer.status, answer.headers.get("location")]).toEqual([302, `${origin}/app/setup?from=link`]);
		const page = await newPage(browser);
		await page.goto(`${instance.url}/app/setup#t=secret`);
		expect(page.url()).toBe(`${origin}/app/setup#t=secret`);
		await page.context().close();
	});
});
