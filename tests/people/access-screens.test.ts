/** Who and what comes in, by the app alone: single sign-on, passkeys, API tokens, and the log of what they changed. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { axeFindings, openBrowser } from "../support/browser.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { deskContext, holdPasskeys, letIn, phoneContext } from "../support/newcomer.ts";
import { CLIENT, type OpenId, startOpenId } from "../support/openid.ts";
import { signIn } from "../support/session.ts";
import { make } from "../support/shop.ts";

let openId: OpenId;
let instance: Instance;
let browser: Browser;
let origin: string;
let page: Page;

beforeAll(async () => {
	openId = await startOpenId(() => `${origin}/app/signed-in`);
	[instance, browser] = await Promise.all([startInstance({ egressAllow: [openId.hostPort] }), openBrowser()]);
	origin = `http://localhost:${instance.port}`;
	const ana = { name: "Ana", email: "ana@shop.example", role: "admin" };
	const { id } = await make(instance, "/api/v1/users", ana);
	await make(instance, "/api/v1/users", { name: "Bo", email: "bo@shop.example" });
	const context = await deskContext(browser);
	await letIn(context, origin, await signIn(instance, id));
	page = await context.newPage();
	await holdPasskeys(page);
}, 120_000);
afterAll(async () => {
	await browser?.close();
	await instance?.stop();
	await openId?.close();
});

const open = async (path: string, heading: string) => {
	await page.goto(`${origin}/app${path}`);
	await page.getByRole("heading", { level: 1, name: heading }).waitFor();
};
const press = async (name: string | RegExp, on = page) => {
	const act = on.getByRole("button", { name, exact: true }).first();
	await act.scrollIntoViewIfNeeded();
	await act.click();
};
const isAccessible = async () => expect(await axeFindings(page)).toEqual([]);

it("Ana sets a provider, and Bo signs in there on a phone and lands where Bo was going", async () => {
	await open("/single-sign-on", "Single sign-on");
	await page.getByText(`${origin}/app/signed-in`).waitFor();
	await page.getByLabel("Name").fill("Acme");
	await page.getByLabel("Issuer").fill(`${openId.issuer}/nowhere`);
	await page.getByLabel("Client ID").fill(CLIENT.id);
	await page.getByLabel("Client secret").fill(CLIENT.secret);
	await press("Save");
	await page.getByText("must answer /.well-known/openid-configuration").waitFor();
	await page.getByLabel("Issuer").fill(openId.issuer);
	await press("Save");
	await page.getByText("Single sign-on saved").waitFor();
	await page.getByText("One is kept. Leave this empty to keep it.").waitFor();
	await isAccessible();

	openId.signsIn = "bo-17";
	openId.accounts.set("bo-17", { email: "bo@shop.example", email_verified: true });
	const phone = await (await phoneContext(browser)).newPage();
	await phone.goto(`${origin}/app/services`);
	await press("Sign in with Acme", phone);
	await phone.waitForURL(`${origin}/app/services`);
	await phone.getByRole("heading", { level: 1, name: "Services" }).waitFor();
	// The code is in no address that going back would try again.
	await phone.goto(`${origin}/app/signed-in?error=access_denied`);
	await phone.getByText("This sign-in has ended. Start again.").waitFor();
	expect(phone.url()).toBe(`${origin}/app/signed-in`);
	await phone.context().close();
});

it("a passkey is added, gets a name, and is not removed without a word about what is left", async () => {
	await open("/settings", "Settings");
	await press("Add a passkey on this device");
	await page.getByText("Passkey added").waitFor();
	await press(/Passkey, created/);
	await page.getByRole("dialog").getByLabel("Name").fill("The key on my ring");
	await press("Rename");
	await page.getByText("Renamed to The key on my ring").waitFor();
	await press(/The key on my ring/);
	await page.getByText(/never used/).waitFor();
	await isAccessible();
	await press("Remove…");
	await page.getByText("This is your only way to sign in.").first().waitFor();
	await press("Remove passkey");
	await page
		.getByRole("dialog")
		.getByText("Add another passkey or create recovery codes first.")
		.last()
		.waitFor();
	await press("Cancel");
});

it("a token is created for reading alone, shown once, works, and is dead when it is revoked", async () => {
	await open("/tokens", "API tokens");
	await page.getByText("No tokens yet").waitFor();
	await press("Add");
	await page.getByLabel("Name").fill("Wall board");
	await press("Create token");
	const secret = (await page.getByText(/^toc_/).textContent()) ?? "";
	await press("I’ve saved it");
	const call = (method: string, body?: object) =>
		instance.api(method, "/api/v1/teams", body, { authorization: `Bearer ${secret}` });
	expect((await call("GET")).status).toBe(200);
	expect((await call("POST", { name: "T" })).status).toBe(403);
	await page.reload();
	await press(/Wall board.*Responder, reads.*Used within the hour/);
	await isAccessible();
	await press("Revoke…");
	await press("Revoke token");
	await page.getByText("No tokens yet").waitFor();
	expect((await call("GET")).status).toBe(401);
});

it("the audit log says who did all that, and what it was before", async () => {
	await open("/audit-log", "Audit log");
	await page.getByText("Ana deleted the API token Wall board").waitFor();
	await page.getByLabel("What").selectOption({ label: "API token" });
	await page.getByText("Ana changed the single sign-on").waitFor({ state: "detached" });
	await press(/Ana created the API token Wall board/);
	await page.getByRole("dialog").getByText("Scopes").waitFor();
	await isAccessible();
	await page.keyboard.press("Escape");
	await page.getByLabel("Who").selectOption({ label: "Bo" });
	await page.getByText("Nothing matches").waitFor();
});

it("a file is read before it is applied: Ana sees what it would do, and the new key once", async () => {
	await open("/configuration", "Configuration");
	const file = page.getByLabel("Or paste it here");
	await file.fill("tocsin: 2");
	await press("Show plan");
	await page.getByText("must be 1, the version of the format").waitFor();
	await file.fill(`tocsin: 1
escalationPolicies:
  till: { name: Till, levels: [{ targets: [{ kind: user, key: ana }], escalateAfterSeconds: 60 }] }
services:
  till: { name: Till, escalationPolicy: till }
integrations:
  alerts: { service: till, kind: generic, name: Alerts }
`);
	await press("Show plan");
	await page.getByText("3 to create, 0 unchanged").waitFor();
	await isAccessible();
	await press("Apply");
	await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
	await page.getByRole("heading", { name: "Applied" }).waitFor();
	await page.getByText("3 created, 0 unchanged").waitFor();
	await page.getByText(/^tik/).waitFor();
	await press("Show plan");
	await page.getByText("Nothing to do: everything is as the file says.").waitFor();
});
