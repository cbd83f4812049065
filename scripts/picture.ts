/** The README's picture: a running instance's Now on a phone, and one of its incidents on a desk. */
import { writeFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { settled } from "./app-scenes.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 844 };
const GROUND = "#1d1813";

/**
 * Signs in by the set-up link with a virtual authenticator, takes over the first schedule, declares an incident, and
 * keeps what the app then shows. Writes into the instance: give it one whose data is a demo's.
 */
export async function takePicture(browser: Browser, setupLink: string, path: string): Promise<void> {
	const link = new URL(setupLink);
	const token = new URLSearchParams(link.hash.slice(1)).get("t");
	if (!token) throw new Error("the set-up link carries no #t=…; the instance prints it at start");
	const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, colorScheme: "dark" });
	const page = await withAuthenticator(context);
	await page.goto(`${link.origin}/app/setup`);
	await page.evaluate(becomeAdmin, token);
	const incidentId = await page.evaluate(declareIncident);
	await page.goto(`${link.origin}/app/`);
	const phone = await shoot(page);
	await page.setViewportSize(DESK);
	await page.goto(`${link.origin}/app/incidents/${incidentId}`);
	const desk = await shoot(page);
	writeFileSync(path, await sideBySide(context, phone, desk));
	await context.close();
	console.log(path);
}

async function withAuthenticator(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send("WebAuthn.enable");
	const kind = { protocol: "ctap2", transport: "internal" } as const;
	const manner = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
	await devtools.send("WebAuthn.addVirtualAuthenticator", { options: { ...kind, ...manner } });
	return page;
}

async function shoot(page: Page): Promise<string> {
	await settled(page);
	// The first page is queued and sent within moments; the picture shows it under way.
	await page.waitForTimeout(2_500);
	return (await page.screenshot()).toString("base64");
}

async function sideBySide(context: BrowserContext, ...pictures: string[]): Promise<Buffer> {
	const page = await context.newPage();
	await page.setViewportSize({ width: PHONE.width + DESK.width + 72, height: PHONE.height + 48 });
	const images = pictures.map((data) => `<img height="844" src="data:image/png;base64,${data}">`).join("");
	const style = `margin:24px;display:flex;gap:24px;background:${GROUND}`;
	await page.setContent(`<style>img{border-radius:22px}</style><body style="${style}">${images}`);
	return page.screenshot({ scale: "css" });
}

/** Runs in the page: the two calls of set-up around the browser's own ceremony. */
async function becomeAdmin(token: string): Promise<void> {
	const post = async (path: string, body: unknown) => {
		const headers = { "content-type": "application/json" };
		const answer = await fetch(`/api/v1/setup/${path}`, {
			method: "POST",
			headers,
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const { options } = await post("options", { token, name: "Dana Reyes", timeZone });
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
	const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
	await post("passkey", { token, response: made.toJSON() });
}

/** Runs in the page: carries the first pager for two days, then says that the first service is down. */
async function declareIncident(): Promise<string> {
	const api = async (method: string, path: string, body?: unknown) => {
		const headers = { "content-type": "application/json" };
		const answer = await fetch(`/api/v1${path}`, {
			method,
			headers,
			body: body ? JSON.stringify(body) : undefined,
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const [me, schedules, services] = await Promise.all(
		["/me", "/schedules", "/services"].map((path) => api("GET", path)),
	);
	const startsAt = new Date().toISOString();
	const endsAt = new Date(Date.now() + 190_000_000).toISOString();
	const schedule = schedules.items[0];
	if (schedule) {
		const override = { startsAt, endsAt, userId: me.user.id };
		await api("POST", `/schedules/${schedule.id}/overrides`, override);
	}
	const service = services.items.find((s: { name: string }) => s.name === "Checkout") ?? services.items[0];
	const title = `${service.name} answers 503 in every region`;
	const incident = await api("POST", "/incidents", { serviceId: service.id, title, severity: "P1" });
	return incident.id;
}
