/** From Tocsin's encrypted push to the lock screen and back, in the real service worker. */
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeBrowser } from "../support/browser.ts";
import { type BrowserPhone, openPhone, payloadOf } from "../support/browser-phone.ts";
import { startLagMeter } from "../support/lag.ts";
import { pushesOf } from "../support/pages.ts";
import type { PushRecord } from "../support/push-service.ts";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const BADGE_WITHIN_MS = 2_000;
const lag = startLagMeter();
let world: World;
let browser: Browser;
let phone: BrowserPhone;
let origin: string;

beforeAll(async () => {
	[world, browser] = await Promise.all([
		startWorld({
			monitor: false,
			levels: [
				{ page: ["ana"], afterSeconds: 120 },
				{ page: ["bo"], afterSeconds: 120 },
			],
		}),
		openWholeBrowser(),
	]);
	// Receipts are the browser's own here.
	for (const person of Object.values(world.people)) person.phone.sendsReceipts = false;
	origin = `http://localhost:${world.instance.port}`;
	phone = await openPhone(browser, origin);
});
afterAll(async () => {
	lag.stop();
	await browser?.close();
	await world?.stop();
});

/** What Tocsin sent to Ana about this incident. */
async function pushOf(incidentId: string): Promise<PushRecord> {
	const { endpoint } = world.people.ana.phone.subscription;
	return eventually("Ana's page", () =>
		pushesOf(world, "page", incidentId).find((one) => one.endpoint === endpoint),
	);
}
/** Nothing is shown on the phone any more. */
const clear = () =>
	phone.page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration("/app/");
		const read = async () => (await registration?.getNotifications()) ?? [];
		for (const one of await navigator.locks.request("notifications", read)) one.close();
	});
const types = async (incidentId: string) =>
	(await world.client.timeline(incidentId)).map((event) => event.type);

describe("a page on Ana's phone", () => {
	it("is shown, is told to be received, and one press of its button acknowledges it", async () => {
		const incident = await world.declare({ title: "Payments fail", severity: "P1" });
		await phone.deliver(payloadOf(await pushOf(incident.id)));
		const shown = await phone.waitFor((one) => one.tag === incident.id);
		expect(shown).toMatchObject({
			title: "P1 · Payments fail",
			actions: ["ack", "pass"],
			requireInteraction: true,
			silent: false,
		});
		await eventually("the receipt", async () => (await types(incident.id)).includes("page_received"));
		expect((await world.client.incident(incident.id)).state).toBe("triggered");

		await phone.press(incident.id, "ack");
		const truth = await phone.waitFor((one) => one.tag === incident.id && one.data?.role === "answer");
		expect(truth).toMatchObject({
			title: expect.stringMatching(/^Acknowledged by you at \d\d:\d\d:\d\d$/),
			silent: true,
		});
		expect(await world.client.incident(incident.id)).toMatchObject({
			state: "acknowledged",
			acknowledgedBy: { name: "Ana" },
			nextEscalation: null,
		});
		expect((await phone.shown()).filter((one) => one.data?.incidentId === incident.id)).toHaveLength(1);
	});

	it("pages the next level at once when Ana cannot take it", async () => {
		const incident = await world.declare({ title: "Accounts are locked", severity: "P2" });
		await phone.deliver(payloadOf(await pushOf(incident.id)));
		await phone.waitFor((one) => one.tag === incident.id);
		await phone.press(incident.id, "pass");
		await phone.waitFor((one) => one.title === "Escalated. The next level is being paged.");
		const { endpoint } = world.people.bo.phone.subscription;
		await eventually("Bo's page", () =>
			pushesOf(world, "page", incident.id).some((push) => push.endpoint === endpoint),
		);
	});

	it("is one notification however often it is sent", async () => {
		const incident = await world.declare({ title: "Images are gone", severity: "P1" });
		const push = await pushOf(incident.id);
		await phone.deliver(payloadOf(push));
		await phone.deliver(payloadOf(push));
		await phone.waitFor((one) => one.tag === incident.id);
		await eventually("the receipt", async () => (await types(incident.id)).includes("page_received"));
		expect((await phone.shown()).filter((one) => one.data?.incidentId === incident.id)).toHaveLength(1);
		expect((await types(incident.id)).filter((type) => type === "page_received")).toHaveLength(1);
	});

	it("says who has it when it comes late, and lets the phone be quiet", async () => {
		const incident = await world.declare({ title: "Search is down", severity: "P1" });
		const push = await pushOf(incident.id);
		const bo = world.people.bo.phone;
		await world.client.call("POST", `/api/v1/incidents/${incident.id}/escalations`, {});
		const { endpoint } = bo.subscription;
		const bosPush = await eventually("Bo's page", () =>
			pushesOf(world, "page", incident.id).find((one) => one.endpoint === endpoint),
		);
		await bo.acknowledge(bosPush);
		await phone.deliver(payloadOf(push));
		const truth = await phone.waitFor((one) => one.title === "Bo already acknowledged");
		expect(truth).toMatchObject({ tag: incident.id, silent: true, body: "P1 · Search is down" });
	});

	it("is told to an open window too, in addition to the notification", async () => {
		await phone.page.evaluate(() => {
			const heard: unknown[] = [];
			Object.assign(globalThis, { heard });
			navigator.serviceWorker.addEventListener("message", (event) => heard.push(event.data));
		});
		const incident = await world.declare({ title: "Stock is wrong", severity: "P2" });
		await phone.deliver(payloadOf(await pushOf(incident.id)));
		const heard = () => phone.page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
		await eventually("the message", async () => (await heard()).length > 0);
		expect(await heard()).toEqual([
			{
				type: "page",
				incidentId: incident.id,
				title: "P2 · Stock is wrong",
				severity: "P2",
				at: expect.any(Number),
			},
		]);
		await phone.waitFor((one) => one.tag === incident.id);
	});
});

describe("the number on the app's icon", () => {
	/** The system's icons are out of reach: what the service worker asks of them is noted in its place. */
	const noteBadges = async () =>
		(await phone.worker()).evaluate(() => {
			const noted = (count: number) => void Object.assign(globalThis, { badge: count });
			Object.assign(navigator, { setAppBadge: noted, clearAppBadge: () => noted(0) });
		});
	const badge = async () =>
		(await phone.worker()).evaluate(() => (globalThis as unknown as { badge?: number }).badge);
	const paged = async (title: string) => {
		await clear();
		await noteBadges();
		const incident = await world.declare({ title, severity: "P1" });
		await phone.deliver(payloadOf(await pushOf(incident.id)));
		await expect.poll(badge).toBe(1);
		return incident;
	};
	const isGone = async (since: number) => {
		await expect.poll(badge, { interval: 20 }).toBe(0);
		expect(preciseNow() - since).toBeLessThan(BADGE_WITHIN_MS + 2 * lag.worstMs());
	};

	it("counts the page, and is gone within 2 s of Ana's acknowledgement", async () => {
		const { id } = await paged("Carts are empty");
		const since = preciseNow();
		await phone.press(id, "ack");
		await isGone(since);
	});

	it("is gone within 2 s of a colleague's acknowledgement", async () => {
		const { id } = await paged("Invoices are late");
		await world.client.call("POST", `/api/v1/incidents/${id}/escalations`, {});
		const bo = world.people.bo.phone;
		const bosPush = await eventually("Bo's page", () =>
			pushesOf(world, "page", id).find((one) => one.endpoint === bo.subscription.endpoint),
		);
		const since = preciseNow();
		await bo.acknowledge(bosPush);
		const { endpoint } = world.people.ana.phone.subscription;
		const word = await eventually("the word to Ana", () =>
			pushesOf(world, "acknowledged", id).find((one) => one.endpoint === endpoint),
		);
		await phone.deliver(payloadOf(word));
		await isGone(since);
	});
});

describe("a push that nobody can read", () => {
	it.each([
		["empty", ""],
		["malformed", '{"web_push":8030,"notification":{"title":"P1'],
		["of a stranger", "hello"],
		["oversized", JSON.stringify({ notification: { title: "x".repeat(100_000) } })],
		[
			"of a newer version",
			JSON.stringify({ notification: { title: "P1 · New", data: { v: 2, kind: "page" } } }),
		],
		["half a page", JSON.stringify({ notification: { title: "P1 · Half" } })],
	])("is a visible page all the same: %s", async (_what, payload) => {
		await clear();
		await phone.deliver(payload);
		const shown = await phone.waitFor((one) => one.title === "You’re being paged. Open Tocsin.");
		expect(shown).toMatchObject({ silent: false, requireInteraction: true });
	});

	it("is shown although the server cannot be reached at that moment", async () => {
		await clear();
		const incident = await world.declare({ title: "The night", severity: "P1" });
		const payload = payloadOf(await pushOf(incident.id));
		await phone.context.route("**/api/v1/**", (route) => route.abort());
		await phone.deliver(payload);
		await phone.waitFor((one) => one.title === "P1 · The night");
		await phone.context.unroute("**/api/v1/**");
	});
});

describe("the app on the phone", () => {
	it("has a service worker of at most 12 KB that is asked for again every time", async () => {
		const answer = await fetch(`${origin}/app/sw.js`);
		expect(answer.headers.get("cache-control")).toBe("no-cache");
		expect(answer.headers.get("content-type")).toMatch(/^text\/javascript/);
		expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
		expect(gzipSync(await answer.text()).byteLength).toBeLessThanOrEqual(12_288);
	});

	it("can be installed", async () => {
		const devtools = await phone.context.newCDPSession(phone.page);
		const { errors, url } = await devtools.send("Page.getAppManifest");
		expect([url, errors]).toEqual([`${origin}/app/manifest.webmanifest`, []]);
		const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
		const own = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
		expect(own).toEqual([]);
		const { icons, screenshots, share_target, shortcuts } = await (await fetch(url)).json();
		for (const place of [share_target.action, ...shortcuts.map((one: { url: string }) => one.url)])
			expect((await fetch(origin + place)).status, place).toBe(200);
		for (const { src, type } of [...icons, ...screenshots]) {
			const icon = await fetch(origin + src);
			expect([icon.status, icon.headers.get("content-type")?.split(";")[0]]).toEqual([200, type]);
		}
	});
});
