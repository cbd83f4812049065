import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { eventually } from "../support/wait.ts";

let instance: Instance;
let origin: string;
beforeAll(async () => {
	instance = await startInstance();
	origin = `http://localhost:${instance.port}`;
});
afterAll(() => instance?.stop());

const LOGO = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
const change = (body: object) => instance.api("PATCH", "/api/v1/settings", body);
const page = async (path = "/") => (await fetch(`${origin}${path}`)).text();

describe("the status page of an organization", () => {
	it("has its name, its logo and its zone on every page as soon as they are set", async () => {
		expect(await page()).toContain("<title>No services listed yet · Status</title>");
		const set = await change({ organizationName: "Harbor & Sons", logo: LOGO, timeZone: "Europe/Berlin" });
		expect(set.body).toMatchObject({ organizationName: "Harbor & Sons", remediationsStopped: false });
		await eventually("the name", async () => (await page()).includes("Harbor &amp; Sons status</title>"));
		for (const html of [await page(), await page("/history")]) {
			expect(html).toContain(`<img src="${LOGO}" alt="" height="28"/>Harbor &amp; Sons`);
			expect(html).toContain("Times are in Berlin and UTC.");
		}
		const summary = (await (await fetch(`${origin}/api/v2/summary.json`)).json()) as { page: object };
		expect(summary.page).toMatchObject({ name: "Harbor & Sons" });
	});

	it("takes no logo that is not a small picture, and no zone that is none", async () => {
		for (const logo of [
			"https://shop.example/logo.png",
			"data:text/html;base64,AAAA",
			`data:image/png;base64,${"A".repeat(87_392)}`,
		])
			expect((await change({ logo })).status, logo.slice(0, 40)).toBe(422);
		expect((await change({ timeZone: "Mars/Olympus" })).status).toBe(422);
	});

	it("has a large logo at an address of its own, which browsers may keep, and which runs nothing", async () => {
		const bytes = Buffer.alloc(64 * 1_024, 7);
		const set = await change({ logo: `data:image/svg+xml;base64,${bytes.toString("base64")}` });
		expect(set.status).toBe(200);
		await eventually("the logo’s address", async () => (await page()).includes('<img src="/logo?v='));
		const html = await page();
		expect(html.length).toBeLessThan(20_000);
		const [, address] = /<img src="([^"]+)"/.exec(html) ?? [];
		const picture = await fetch(origin + address);
		expect(picture.headers.get("content-type")).toBe("image/svg+xml");
		expect(picture.headers.get("content-security-policy")).toMatch(/^default-src 'none';.*sandbox$/);
		expect(picture.headers.get("cache-control")).toContain("immutable");
		expect(Buffer.from(await picture.arrayBuffer()).equals(bytes)).toBe(true);
		const { body } = await instance.api("GET", "/api/v1/audit-log?limit=1");
		expect(JSON.stringify(body)).toContain('"logo":"a picture of 64 KB"');
		expect((await change({ logo: null })).status).toBe(200);
		await eventually("no logo", async () => (await fetch(`${origin}/logo`)).status === 404);
	});

	it("says to search engines and previews what it is, and where", async () => {
		const html = await page();
		expect(html).toMatch(/<meta name="description" content="No services listed yet/);
		expect(html).toContain('<meta name="robots" content="index,follow"/>');
		expect(html).toContain(`<link rel="canonical" href="${origin}/"/>`);
		expect(await page("/history")).toMatch(
			/<link rel="canonical" href="[^"]+\/history\?month=\d{4}-\d\d"\/>/,
		);
		const robots = await fetch(`${origin}/robots.txt`);
		expect(robots.headers.get("content-type")).toMatch(/^text\/plain/);
		expect(await robots.text()).toContain("Disallow: /app/");
	});

	it("speaks the language of the visitor among those that are set, and the one they chose on every page after", async () => {
		for (const languages of [[], ["en", "en"], ["tlh"]])
			expect((await change({ languages })).status, String(languages)).toBe(422);
		expect((await change({ languages: ["en", "de", "ar"] })).status).toBe(200);
		const ask = (path: string, accepts = "") =>
			fetch(`${origin}${path}`, { headers: accepts ? { "accept-language": accepts } : {} });
		await eventually("German", async () => (await page("/?lang=de")).includes('<html lang="de" dir="ltr">'));
		const answer = await ask("/", "nl, de-AT;q=0.9, en;q=0.8");
		const german = await answer.text();
		expect(german).toContain("<h1>Noch keine Dienste aufgeführt</h1>");
		expect(german).toContain('<a href="/history">Verlauf</a>');
		const told = ["content-language", "vary"].map((name) => answer.headers.get(name));
		expect(told).toEqual(["de", "accept-encoding, accept-language"]);
		const tag = { "if-none-match": answer.headers.get("etag")! };
		const other = await fetch(origin, { headers: { ...tag, "accept-language": "ar" } });
		expect([other.status, (await other.text()).includes('<html lang="ar" dir="rtl">')]).toEqual([200, true]);
		const chosen = await (await ask("/history?month=2026-01&lang=ar", "de")).text();
		expect(chosen).toContain('href="/?lang=ar"');
		expect(chosen).toContain('href="/history?month=2026-01&amp;lang=de" lang="de" hreflang="de">Deutsch</a>');
		expect(chosen).toContain(`hreflang="x-default" href="${origin}/history?month=2026-01"`);
		expect(await (await ask("/", "fr")).text()).toContain('<html lang="en" dir="ltr">');
		const nowhere = await ask("/incidents/inc_01JNOBODY", "de");
		expect([nowhere.status, (await nowhere.text()).includes("<h1>Störung nicht gefunden</h1>")]).toEqual([
			404,
			true,
		]);
		expect(await (await ask("/feed.atom", "de")).text()).toContain("No services listed yet");
	});

	it("has a picture and a sentence wherever its address is shared", async () => {
		const html = await page();
		for (const fact of ["site_name", "title", "description", "url", "image"])
			expect(html).toContain(`<meta property="og:${fact}" content="`);
		const [, image] = /property="og:image" content="([^"]+)"/.exec(html) ?? [];
		const picture = await fetch(image!);
		expect(picture.headers.get("content-type")).toBe("image/png");
		expect(new Uint8Array(await picture.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode("PNG"));
	});

	it("comes anew within a minute without a script, and costs nothing while all is the same", async () => {
		const first = await fetch(`${origin}/`);
		expect(first.headers.get("refresh")).toBe("60");
		expect(await first.text()).not.toContain("<script");
		expect((await fetch(`${origin}/history`)).headers.get("refresh")).toBeNull();
	});

	it("has a page of its own for an address that is nobody's", async () => {
		const answer = await fetch(`${origin}/nowhere`, { headers: { accept: "text/html" } });
		expect(answer.status).toBe(404);
		expect(await answer.text()).toContain("<h1>Page not found</h1>");
	});
});
