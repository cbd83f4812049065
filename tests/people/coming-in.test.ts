import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { holdPasskeys } from "../support/newcomer.ts";

const SETUP = "test-setup-token-0123456789abcdefghijklmnopqrstuv";

/** A call as the app makes it: from our own page, with the cookie. */
async function call(page: Page, method: string, path: string, body?: unknown) {
	return page.evaluate(
		async ({ method, path, body }) => {
			const headers: Record<string, string> = method === "GET" ? {} : { "content-type": "application/json" };
			const answer = await fetch(`/api/v1${path}`, {
				method,
				headers,
				body: body === undefined ? null : JSON.stringify(body),
			});
			const text = await answer.text();
			return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
		},
		{ method, path, body },
	);
}

/** The browser's half of a passkey ceremony, by its own JSON forms. */
async function ceremony(page: Page, kind: "create" | "get", options: unknown): Promise<unknown> {
	return page.evaluate(
		async ({ kind, options }) => {
			const json = options as never;
			const credential =
				kind === "create"
					? await navigator.credentials.create({
							publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json),
						})
					: await navigator.credentials.get({
							publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json),
						});
			return (credential as PublicKeyCredential).toJSON();
		},
		{ kind, options },
	);
}

async function newPerson(browser: Browser, instance: Instance): Promise<Page> {
	const context = await browser.newContext();
	const page = await context.newPage();
	await holdPasskeys(page);
	await page.goto(`http://localhost:${instance.port}/app/`);
	return page;
}

describe("sign-in", () => {
	let instance: Instance;
	let browser: Browser;
	let ana: Page;

	beforeAll(async () => {
		[instance, browser] = await Promise.all([startInstance(), openBrowser()]);
		ana = await newPerson(browser, instance);
	});
	afterAll(async () => {
		await browser.close();
		await instance.stop();
	});

	it("opens set-up to whoever holds the printed link, and to nobody else", async () => {
		expect((await call(ana, "GET", "/setup")).body).toEqual({ open: true });
		const wrong = { token: "guessed", name: "Eve", timeZone: "UTC" };
		expect((await call(ana, "POST", "/setup/options", wrong)).status).toBe(401);
	});

	it("makes the first person an admin with a passkey, signs them in, and closes set-up", async () => {
		const person = { token: SETUP, name: "Ana", timeZone: "Europe/Berlin" };
		const { options } = (await call(ana, "POST", "/setup/options", person)).body;
		const response = await ceremony(ana, "create", options);
		const made = await call(ana, "POST", "/setup/passkey", { token: SETUP, response });
		expect(made).toMatchObject({ status: 201, body: { user: { name: "Ana", role: "admin" } } });
		expect(made.body.recoveryCodes).toHaveLength(10);
		expect((await call(ana, "GET", "/me")).body).toMatchObject({
			user: { name: "Ana" },
			recoveryCodesLeft: 10,
		});
		expect((await call(ana, "GET", "/setup")).body).toEqual({ open: false });
		expect((await call(ana, "POST", "/setup/options", person)).status).toBe(404);
		const replayed = await call(ana, "POST", "/setup/passkey", { token: SETUP, response });
		expect(replayed.status).toBe(404);
	});

	it("signs a person out, and in again with nothing but their passkey", async () => {
		expect((await call(ana, "DELETE", "/session")).status).toBe(204);
		expect((await call(ana, "GET", "/me")).status).toBe(401);
		const { options } = (await call(ana, "POST", "/session/options", {})).body;
		const response = await ceremony(ana, "get", options);
		expect((await call(ana, "POST", "/session", { response })).body).toMatchObject({ user: { name: "Ana" } });
		expect((await call(ana, "GET", "/me")).status).toBe(200);
		expect((await call(ana, "POST", "/session", { response })).status).toBe(401);
	});

	it("lets a phone in by a code, once, and tells the other screen", async () => {
		const pairing = (await call(ana, "POST", "/me/pairings", {})).body;
		expect(pairing.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
		const context = await browser.newContext();
		const phone = await context.newPage();
		await phone.goto(`http://localhost:${instance.port}/app/`);
		const typed = pairing.code.toLowerCase().replace("-", " ");
		const claim = { code: typed, deviceName: "Ana's Pixel" };
		expect(await call(phone, "POST", "/pairings/claim", claim)).toMatchObject({ status: 200 });
		expect((await call(phone, "GET", "/me")).body).toMatchObject({ user: { name: "Ana" } });
		expect((await call(phone, "POST", "/pairings/claim", claim)).status).toBe(401);
		expect((await call(ana, "GET", `/me/pairings/${pairing.id}`)).body).toMatchObject({
			deviceName: "Ana's Pixel",
		});

		const sessions = (await call(ana, "GET", "/me/sessions")).body.items;
		const other = sessions.find((s: { current: boolean }) => !s.current);
		expect((await call(ana, "DELETE", `/me/sessions/${other.id}`)).status).toBe(204);
		expect((await call(phone, "GET", "/me")).status).toBe(401);
		await context.close();
	});

	it("lets a colleague in by a link, as what the admin made them", async () => {
		const bo = (
			await call(ana, "POST", "/users", { name: "Bo", email: "bo@shop.example", role: "responder" })
		).body;
		const { url } = (await call(ana, "POST", `/users/${bo.id}/invites`, {})).body;
		const token = new URL(url).hash.slice(3);
		const page = await newPerson(browser, instance);
		const { options } = (await call(page, "POST", "/invites/options", { token })).body;
		const response = await ceremony(page, "create", options);
		expect(await call(page, "POST", "/invites/passkey", { token, response })).toMatchObject({
			status: 201,
			body: { user: { name: "Bo", role: "responder" } },
		});
		expect((await call(page, "POST", "/invites/options", { token })).status).toBe(401);
		expect((await call(page, "POST", "/users", { name: "Eve", email: "e@x.de" })).status).toBe(403);
		expect((await call(page, "GET", `/users/${bo.id}/contact-methods`)).status).toBe(200);
		const anasId = (await call(ana, "GET", "/me")).body.user.id;
		expect((await call(page, "GET", `/users/${anasId}/contact-methods`)).status).toBe(403);
		await page.context().close();
	});

	it("refuses a change that another site makes with the person's cookie", async () => {
		const cookies = await ana.context().cookies();
		const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
		const headers = { cookie, "content-type": "application/json", origin: "https://evil.example" };
		const answer = await fetch(`${instance.url}/api/v1/me`, {
			method: "PATCH",
			headers,
			body: '{"name":"Eve"}',
		});
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ type: expect.stringMatching(/csrf$/) });
		expect((await call(ana, "GET", "/me")).body.user.name).toBe("Ana");
	});

	it("takes a recovery code once", async () => {
		const { recoveryCodes } = (await call(ana, "POST", "/me/recovery-codes", {})).body;
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`http://localhost:${instance.port}/app/`);
		const code = recoveryCodes[0];
		expect((await call(page, "POST", "/session/recovery", { code })).status).toBe(200);
		expect((await call(page, "POST", "/session/recovery", { code })).status).toBe(401);
		expect((await call(ana, "GET", "/me")).body.recoveryCodesLeft).toBe(9);
		await context.close();
	});

	it("keeps no session, code or invitation in clear", async () => {
		const database = await instance.database();
		const cookie = (await ana.context().cookies()).find(({ name }) => name === "tocsin")?.value ?? "none";
		for (const table of ["sessions", "pairings", "invites", "recovery_codes"]) {
			const { results } = await database.prepare(`SELECT * FROM ${table}`).all();
			expect(JSON.stringify(results)).not.toContain(cookie);
		}
	});
});
