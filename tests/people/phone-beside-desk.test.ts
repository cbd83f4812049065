/** A computer brings a phone in, and what the steps say when the world does not go along. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NO_TARGET, TARGETS } from "../../app/screens/monitoring/targets.ts";
import { openWholeBrowser } from "../support/browser.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { deskContext, holdPasskeys, letIn, phoneContext, subscribeAt } from "../support/newcomer.ts";
import { type PushService, startPushService } from "../support/push-service.ts";
import { signIn } from "../support/session.ts";
import { startTarget, type Target } from "../support/target.ts";

let push: PushService;
let target: Target;
let instance: Instance;
let browser: Browser;
let origin: string;
let anaId: string;

beforeAll(async () => {
	[push, target, browser] = await Promise.all([startPushService(), startTarget(), openWholeBrowser()]);
	instance = await startInstance({ egressAllow: [push.hostPort, target.hostPort] });
	origin = `http://localhost:${instance.port}`;
	const ana = { name: "Ana", email: "ana@shop.example", role: "admin" };
	anaId = (await instance.api("POST", "/api/v1/users", ana)).body.id;
});
afterAll(async () => {
	await browser?.close();
	await instance?.stop();
	await Promise.all([push?.close(), target?.close()]);
});

const openAt = async (context: BrowserContext, path: string): Promise<Page> => {
	const page = await context.newPage();
	await page.goto(`${origin}/app${path}`);
	return page;
};
const asAna = async (context: BrowserContext) => {
	await letIn(context, origin, await signIn(instance, anaId));
	return context;
};
const count = async (path: string) => (await instance.api("GET", `/api/v1${path}`)).body.items.length;

describe("a computer brings a phone in", () => {
	it("turns green when the phone has used the code, and tells when the phone can ring", async () => {
		const desk = await openAt(await asAna(await deskContext(browser)), "/setup/phone");
		await desk.getByRole("img", { name: /as a QR code$/ }).waitFor();
		const code = await desk.locator(".code").innerText();
		const context = await phoneContext(browser);
		await subscribeAt(context, push.subscribe("Pixel").json);
		const phone = await openAt(context, `/pair#c=${code}`);
		await phone.getByRole("button", { name: "Sign in" }).tap();
		await phone.getByRole("button", { name: "Allow notifications" }).waitFor();
		await desk.getByText("Chrome on Android is connected").waitFor();
		await phone.getByRole("button", { name: "Allow notifications" }).tap();
		await phone.getByRole("heading", { name: "Send a test page" }).waitFor();
		await desk.getByText("Notifications are on").waitFor();
		await desk.getByRole("button", { name: "Next" }).click();
		await desk.getByText("Sends a real page to Chrome on Android").waitFor();
		await Promise.all([desk.context().close(), context.close()]);
	});

	it("says at the field that a typed code is not known", async () => {
		const phone = await openAt(await phoneContext(browser), "/login");
		await phone.getByRole("link", { name: "Use a pairing code" }).tap();
		await phone.getByLabel("Pairing code").fill("2222-2222");
		await phone.getByRole("button", { name: "Sign in" }).tap();
		await phone.getByText("This code is wrong, already used").waitFor();
		expect(await phone.getByLabel("Pairing code").getAttribute("aria-invalid")).toBe("true");
		await phone.context().close();
	});

	it("leads an iPhone to its Home Screen first, with the code to take along", async () => {
		const context = await browser.newContext({
			userAgent:
				"Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
		});
		await context.addInitScript(() => void Reflect.deleteProperty(globalThis, "PushManager"));
		const phone = await openAt(context, "/pair#c=7K3M-9QXR");
		await phone.getByRole("heading", { name: "Add to Home Screen" }).waitFor();
		await phone.getByText("Choose “Add to Home Screen”").waitFor();
		expect(await phone.locator(".code").innerText()).toBe("7K3M-9QXR");
		await context.close();
	});
});

describe("turning on notifications", () => {
	it("tells how to allow them where they are blocked, and goes on once they are allowed", async () => {
		const context = await asAna(await browser.newContext());
		await subscribeAt(context, push.subscribe("Laptop").json);
		const page = await openAt(context, "/setup/push");
		const how = page.getByRole("list", { name: "How to allow notifications" });
		if (!(await how.isVisible())) {
			const turnOn = page.getByRole("button", { name: "Allow notifications" });
			await turnOn.or(how).first().waitFor();
			if (await turnOn.isVisible()) await turnOn.click();
		}
		await how.waitFor();
		await page.getByRole("button", { name: "Check again" }).click();
		await how.waitFor();
		await context.grantPermissions(["notifications"]);
		const onward = page.getByRole("button", { name: /^(Check again|Allow notifications)$/ });
		await onward.click();
		await page.getByRole("heading", { name: "Send a test page" }).waitFor();
		await context.close();
	});

	it("says so when the push service never answers", async () => {
		const context = await asAna(await phoneContext(browser));
		await context.addInitScript(() => {
			PushManager.prototype.subscribe = () => new Promise(() => {});
		});
		const page = await openAt(context, "/setup/push");
		await page.getByRole("button", { name: "Allow notifications" }).tap();
		await page.getByText(/didn’t respond within 8 seconds/).waitFor({ timeout: 15_000 });
		await page.getByRole("button", { name: "Allow notifications" }).waitFor();
		await context.close();
	});
});

describe("an address that cannot be checked", () => {
	let page: Page;
	beforeEach(async () => {
		page = await openAt(await asAna(await phoneContext(browser)), "/setup/monitor");
	});

	it("says at the field what is no address, and what may not be called, and leaves nothing behind", async () => {
		await page.getByLabel(TARGETS).fill("not an address");
		await page.getByRole("button", { name: "Check now" }).tap();
		await page.getByText(NO_TARGET).waitFor();
		await page.getByLabel(TARGETS).fill("http://169.254.169.254/latest");
		await page.getByRole("button", { name: "Check now" }).tap();
		await expect.poll(() => page.getByLabel(TARGETS).getAttribute("aria-invalid")).toBe("true");
		await expect.poll(() => page.locator(".wrong").innerText()).not.toMatch(/^Enter/);
		expect(await count("/services")).toBe(0);
		await page.context().close();
	});
});

describe("an invitation", () => {
	it("that was used or ran out says what to do", async () => {
		const context = await deskContext(browser);
		const page = await openAt(context, "/invite#t=no-such-invitation");
		await page.getByText("This invitation no longer works").waitFor();
		await context.close();
	});

	it("lets Bo in with a passkey, and leads him to his phone", async () => {
		const bo = { name: "Bo", email: "bo@shop.example", role: "responder" };
		const { id } = (await instance.api("POST", "/api/v1/users", bo)).body;
		const { url } = (await instance.api("POST", `/api/v1/users/${id}/invites`, {})).body;
		const context = await deskContext(browser);
		const page = await openAt(context, "/login");
		await holdPasskeys(page);
		await page.goto(url);
		await page.getByText("Hello Bo, you’re invited to join on-call.").waitFor();
		await page.getByRole("button", { name: "Create a passkey" }).click();
		await page.getByRole("button", { name: "I’ve saved them" }).click();
		await page.getByRole("heading", { name: "Set up your phone" }).waitFor();
		await page.goto(`${origin}/app/settings`);
		// A screen that is left before it is there is no step of the way back.
		for (const name of ["People", "Settings"]) {
			await page.getByRole("link", { name }).click();
			await page.getByRole("heading", { level: 1, name }).waitFor();
		}
		await page.getByRole("button", { name: "Sign out" }).click();
		await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
		// The screen changes a moment before the address does, and the address twice; no hand goes back between them.
		await page.waitForURL(/\/app\/login$/);
		// Back to a screen of before: not for whoever is out, and no empty page either.
		await page.goBack();
		// The button of the page before looks the same, and leads elsewhere.
		await page.waitForURL(/then=%2Fpeople/);
		await page.getByRole("button", { name: "Sign in with a passkey" }).click();
		await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
		await context.close();
	});
});
