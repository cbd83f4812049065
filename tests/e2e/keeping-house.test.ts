/** What a team changes by hand: monitors, services, people, devices, sessions, the look. Through the app alone. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, DESKTOP, openBrowser } from "../support/browser.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { deskContext, holdPasskeys, letIn } from "../support/newcomer.ts";
import { type PushService, startPushService } from "../support/push-service.ts";
import { signIn } from "../support/session.ts";
import { startTarget, type Target } from "../support/target.ts";

let push: PushService;
let target: Target;
let instance: Instance;
let browser: Browser;
let origin: string;
let anaId: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	[push, target, browser] = await Promise.all([startPushService(), startTarget(), openBrowser()]);
	instance = await startInstance({ egressAllow: [push.hostPort, target.hostPort] });
	origin = `http://localhost:${instance.port}`;
	const ana = { name: "Ana", email: "ana@shop.example", role: "admin" };
	anaId = (await instance.api("POST", "/api/v1/users", ana)).body.id;
	for (const name of ["Ana’s Pixel", "Old tablet"]) {
		const subscription = push.subscribe(name.replace(/\W/g, "")).json;
		await instance.api("POST", `/api/v1/users/${anaId}/contact-methods`, {
			kind: "push",
			name,
			subscription,
		});
	}
	context = await deskContext(browser);
	await letIn(context, origin, await signIn(instance, anaId));
	page = await context.newPage();
});
afterAll(async () => {
	await browser?.close();
	await instance?.stop();
	await Promise.all([push?.close(), target?.close()]);
});

const open = async (path: string, heading: string) => {
	await page.goto(`${origin}/app${path}`);
	await page.getByRole("heading", { level: 1, name: heading }).waitFor();
};
/** A press waits as long as a person does: what came, moved or changed a moment ago takes none. */
const press = async (name: string | RegExp) => {
	const act = page.getByRole("button", { name, exact: true });
	await act.scrollIntoViewIfNeeded();
	await act.click();
};
/** The sheet that is open now, too, is for everybody. */
const isAccessible = async () => expect(await axeFindings(page)).toEqual([]);
const list = async (path: string) => (await instance.api("GET", `/api/v1${path}`)).body.items;
const methods = () => list(`/users/${anaId}/contact-methods`);

describe("monitors", () => {
	it("are added with the keyboard alone, and seen at once", async () => {
		await open("/monitors", "Monitors");
		await page.getByText("No monitors yet").waitFor();
		await page.getByRole("button", { name: "Add" }).first().focus();
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor();
		await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
		await page.keyboard.type(target.url);
		await page.keyboard.press("Enter");
		await page.getByText("Responding", { exact: true }).waitFor();
		expect(await list("/monitors")).toEqual([]);
		await isAccessible();
		await page.getByLabel("Name", { exact: true }).focus();
		await page.waitForTimeout(600);
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "Recent checks" }).waitFor();
		await page
			.getByText(/^Up, \d/)
			.first()
			.waitFor();
		const [monitor] = await list("/monitors");
		expect(monitor).toMatchObject({ target: target.url, paused: false });
	});

	it("are paused for an hour, and watched again by Undo", async () => {
		await press("Pause");
		await page.getByText(/Nothing is checked, and it pages no one, until (tomorrow )?\d\d:\d\d/).waitFor();
		await isAccessible();
		await press("Pause monitor");
		await page.getByText(/^Paused until .*It won’t page anyone/).waitFor();
		const [paused] = await list("/monitors");
		expect(paused).toMatchObject({ paused: true, state: "paused" });
		const inAnHour = Date.parse(paused.pausedUntil) - Date.now();
		expect(inAnHour).toBeGreaterThan(3_500_000);
		expect(inAnHour).toBeLessThanOrEqual(3_600_000);
		await press("Undo");
		await expect.poll(async () => (await list("/monitors"))[0].paused).toBe(false);
	});

	it("take a new name and rhythm, and keep what is typed while the screen refreshes", async () => {
		await press("Edit");
		await page.getByLabel("Name", { exact: true }).fill("The shop");
		await page.getByLabel("Check interval", { exact: true }).selectOption({ label: "Every minute" });
		await press("Save");
		await page.getByRole("heading", { level: 1, name: "The shop" }).waitFor();
		expect((await list("/monitors"))[0]).toMatchObject({ name: "The shop", intervalSeconds: 60 });
	});

	it("are deleted only after a question", async () => {
		await press("Delete monitor…");
		await page.getByText("Delete The shop?").waitFor();
		await isAccessible();
		await press("Cancel");
		expect(await list("/monitors")).toHaveLength(1);
		await press("Delete monitor…");
		await press("Delete monitor");
		await page.getByText("No monitors yet").waitFor();
		expect(await list("/monitors")).toEqual([]);
	});
});

describe("services", () => {
	it("are added in three answers, and give a tool a key that is shown once", async () => {
		await open("/services", "Services");
		await press("Add");
		await page.getByLabel("Name", { exact: true }).fill("Checkout");
		await page.getByText("P1", { exact: true }).click();
		await page.getByLabel("Escalation policy").selectOption({ label: "New policy that pages me" });
		await press("Add service");
		await page.getByRole("heading", { level: 1, name: "Checkout" }).waitFor();
		await page.getByText("Add an integration").click();
		await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Deploys");
		await press("Create key");
		await page.getByText("You won’t see this key again").waitFor();
		await isAccessible();
		const [url, key] = await page.locator("dialog .secret").allInnerTexts();
		const alert = { title: "Deploy failed", severity: "P1", dedupKey: "deploy" };
		const answer = await fetch(url!, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(alert),
		});
		expect(answer.status).toBe(202);
		await press("I’ve saved it");
		await page.getByRole("button", { name: /Deploys/ }).waitFor();
		expect(await page.content()).not.toContain(key);
	});

	const checkout = async () =>
		(await list("/services")).find(({ name }: { name: string }) => name === "Checkout");
	const smokeChecks = async () => (await checkout()).smokeChecks.map(({ name }: { name: string }) => name);
	const save = async () => {
		const act = page.getByRole("dialog").getByRole("button", { name: "Save" });
		await act.scrollIntoViewIfNeeded();
		await act.click();
	};
	const type = (label: string, text: string) => page.getByRole("dialog").getByLabel(label).fill(text);

	it("get smoke checks, each tried before it is saved, and told at its field what is wrong", async () => {
		for (const name of ["Sign in works", "An order goes through"]) {
			await press(/^Add smoke check/);
			await type("Name", name);
			await type("URL", "shop");
			await type("Timeout, seconds", "90");
			await press("Try it now");
			await page.getByText("must be from 1 to 25").waitFor();
			await type("URL", target.url);
			await type("Timeout, seconds", "5");
			await press("Try it now");
			await page.getByRole("list", { name: "What each region saw" }).getByText(/^Up, /).first().waitFor();
			await isAccessible();
			await page.getByRole("dialog").getByRole("button", { name: "Add smoke check" }).click();
			await page.getByRole("dialog").waitFor({ state: "detached" });
		}
		expect(await smokeChecks()).toEqual(["Sign in works", "An order goes through"]);
	});

	it("have them run in another order, and lose one that Undo brings back", async () => {
		await press(/An order goes through/);
		await press("Move earlier");
		await page.getByText("Number 1 of 2").waitFor();
		expect(await smokeChecks()).toEqual(["An order goes through", "Sign in works"]);
		await press("Remove smoke check");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		expect(await smokeChecks()).toEqual(["Sign in works"]);
		await press("Undo");
		await expect.poll(smokeChecks).toEqual(["An order goes through", "Sign in works"]);
	});

	it("lose no smoke check to somebody who saved first", async () => {
		await press(/Sign in works/);
		await type("Name", "Sign-in works");
		const { id, smokeChecks: known } = await checkout();
		const others = known.map((check: object, i: number) => ({ ...check, timeoutSeconds: 7 + i }));
		await instance.api("PATCH", `/api/v1/services/${id}`, { smokeChecks: others });
		await save();
		await page.getByText("Someone else saved first, so your changes weren’t saved.").waitFor();
		await press("Load theirs");
		await expect.poll(() => page.getByRole("dialog").getByLabel("Timeout, seconds").inputValue()).toBe("8");
		await type("Name", "Sign-in works");
		await save();
		await expect.poll(smokeChecks).toEqual(["An order goes through", "Sign-in works"]);
		expect((await checkout()).smokeChecks[1].timeoutSeconds).toBe(8);
	});

	it("say what still needs them when they are to go", async () => {
		await press("Edit");
		await press("Delete service…");
		await press("Delete service");
		await page.getByText(/An open incident is using this/).waitFor();
		await press("Cancel");
	});
});

describe("people", () => {
	let boPage: Page;

	it("are invited by a link, and come in by it", async () => {
		await open("/people", "People");
		await page.getByRole("button", { name: "Invite", exact: true }).click();
		await page.getByLabel("Name", { exact: true }).fill("Bo");
		await page.getByLabel("Email").fill("bo@shop.example");
		await press("Create link");
		const url = await page.locator("dialog .secret").innerText();
		await isAccessible();
		await press("Copy link");
		await page.getByRole("button", { name: "Copied" }).waitFor();
		await press("Done");
		await page.getByText("Not reachable").waitFor();

		const boContext = await browser.newContext({ viewport: DESKTOP });
		boPage = await boContext.newPage();
		await boPage.goto(`${origin}/app/login`);
		await holdPasskeys(boPage);
		await boPage.goto(url);
		await boPage.getByRole("button", { name: "Create a passkey" }).click();
		await boPage.getByText("I’ve saved them").click();
		await boPage.getByRole("heading", { name: "Set up your phone" }).waitFor();
		await boPage.goto(`${origin}/app/people`);
		await boPage.getByText("Bo (you)").waitFor();
		expect(await boPage.getByRole("button", { name: "Invite", exact: true }).count()).toBe(0);
	});

	it("get another role, which Undo takes back", async () => {
		await page.getByRole("button", { name: /^BO Bo|^Bo/ }).click();
		await page.getByRole("dialog").getByText("Observer", { exact: true }).click();
		await page.getByText("Bo is now an observer").waitFor();
		await isAccessible();
		const role = async () =>
			(await list("/users")).find((user: { name: string; role: string }) => user.name === "Bo").role;
		expect(await role()).toBe("observer");
		await page.getByRole("button", { name: "Close" }).click();
		await press("Undo");
		await expect.poll(role).toBe("responder");
	});

	it("are removed after a question, and are out at once", async () => {
		await page.getByRole("button", { name: /^BO Bo|^Bo/ }).click();
		await press("Remove…");
		await press("Remove Bo");
		await page.getByText("Bo removed").waitFor();
		expect(await list("/users")).toHaveLength(1);
		await boPage.goto(`${origin}/app/`);
		await boPage.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
		await boPage.context().close();
	});
});

describe("settings", () => {
	it("rename a device", async () => {
		await open("/settings", "Settings");
		await page.getByRole("button", { name: /Old tablet/ }).click();
		await page.getByRole("dialog").getByLabel("Name").fill("Kitchen tablet");
		await press("Rename");
		await page.getByText("Renamed to Kitchen tablet").waitFor();
		expect((await methods()).map((one: { name: string }) => one.name)).toContain("Kitchen tablet");
	});

	it("send a test page to it, with a stopwatch", async () => {
		await press("Send a test page");
		await page.getByText("On its way to Kitchen tablet").waitFor();
		await isAccessible();
		const sent = await push.waitFor((record) => record.payload?.notification.data.kind === "test");
		expect(sent.vapid).toMatchObject({ ok: true });
	});

	it("remove it after a question", async () => {
		await press("Remove…");
		await press("Remove device");
		await page.getByText("Kitchen tablet removed").waitFor();
		expect(await methods()).toHaveLength(1);
	});

	it("sign out another browser", async () => {
		const other = await browser.newContext();
		const there = await other.newPage();
		await page.getByRole("link", { name: /Add a phone/ }).click();
		await page.locator(".code").waitFor();
		await there.goto(`${origin}/app/pair#c=${await page.locator(".code").innerText()}`);
		await there.getByLabel("Device name").fill("Hotel computer");
		await there.getByRole("button", { name: "Sign in" }).click();
		await page.getByText("Hotel computer is connected").waitFor();
		await open("/settings", "Settings");
		await page.getByRole("button", { name: /Hotel computer/ }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
		await page.getByText("Session signed out").waitFor();
		await there.reload();
		await there.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
		await other.close();
	});

	it("change the look at once, and keep it", async () => {
		const worn = () => page.evaluate(() => document.documentElement.dataset.theme);
		for (const [name, theme] of [
			["Light", "light"],
			["Night", "night"],
			["Dark", "dark"],
		] as const) {
			await page.getByText(name, { exact: true }).click();
			expect(await worn()).toBe(theme);
		}
		await page.getByText("Night", { exact: true }).click();
		await page.reload();
		await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
		expect(await worn()).toBe("night");
	});

	it("say how many reports of customers open an incident, and refuse what is no number of them", async () => {
		const field = page.getByLabel("Reports that open an incident");
		expect(await field.inputValue()).toBe("5");
		await field.fill("1001");
		const form = page.locator("form").filter({ has: field });
		await form.getByRole("button", { name: "Save" }).click();
		expect(await field.evaluate((input: HTMLInputElement) => input.validity.rangeOverflow)).toBe(true);
		await field.fill("12");
		await form.getByRole("button", { name: "Save" }).click();
		await page.getByText("Saved", { exact: true }).waitFor();
		const { body } = await instance.api("GET", "/api/v1/settings");
		expect(body.reportThreshold).toBe(12);
	});

	it("say what a tap does, and change it", async () => {
		const tap = page.getByRole("switch", { name: "Tap to acknowledge" });
		const before = await tap.isChecked();
		await tap.click();
		await page.getByText(/^Tap to acknowledge is (on|off)$/).waitFor();
		await page.reload();
		await expect.poll(async () => (await tap.isChecked()) !== before).toBe(true);
	});
});
