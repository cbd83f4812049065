/**
 * Nothing stubbed: a stock Firefox comes in by a pairing code and subscribes at a push service, Tocsin encrypts, the
 * browser decrypts, its service worker shows the page on a desktop, and a genuine press there acknowledges it.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Autopush, startAutopush } from "../support/autopush.ts";
import { type Desktop, type DesktopNotification, startDesktop } from "../support/desktop.ts";
import { type Firefox, startFirefox } from "../support/firefox.ts";
import { startLagMeter } from "../support/lag.ts";
import { SELF_SIGNED } from "../support/self-signed.ts";
import { eventually } from "../support/wait.ts";
import type { World } from "../support/world.ts";

const lag = startLagMeter();
let push: Autopush;
let desktop: Desktop;
let firefox: Firefox;
let world: World;
let origin: string;
let anaHeaders: Record<string, string>;
let boHeaders: Record<string, string>;
let trusted: string;

beforeAll(async () => {
	trusted = mkdtempSync(join(tmpdir(), "tocsin-trust-"));
	process.env.NODE_EXTRA_CA_CERTS = join(trusted, "push-service.pem");
	writeFileSync(process.env.NODE_EXTRA_CA_CERTS, SELF_SIGNED.cert);
	// The runtime reads whom to trust when it is loaded, so it is loaded only now.
	const { startWorld } = await import("../support/world.ts");
	const { signIn } = await import("../support/session.ts");
	[push, desktop] = await Promise.all([startAutopush(), startDesktop()]);
	[world, firefox] = await Promise.all([
		startWorld({
			monitor: false,
			egressAllow: [push.hostPort],
			levels: [
				{ page: ["ana"], afterSeconds: 300 },
				{ page: ["bo"], afterSeconds: 300 },
			],
		}),
		startFirefox({ pushUrl: push.browserUrl, busAddress: desktop.address }),
	]);
	origin = `http://localhost:${world.instance.port}`;
	anaHeaders = await signIn(world.instance, world.people.ana.id);
	boHeaders = await signIn(world.instance, world.people.bo.id);
	// What she is paged on from now on is the browser alone.
	await world.client.call("DELETE", `${anasMethods()}/${world.people.ana.methodId}`);
}, 120_000);
afterAll(() => lag.stop());
afterAll(async () => {
	await firefox?.close();
	await Promise.all([world?.stop(), push?.close(), desktop?.close()]);
	delete process.env.NODE_EXTRA_CA_CERTS;
	rmSync(trusted, { recursive: true, force: true });
});

const anasMethods = () => `/api/v1/users/${world.people.ana.id}/contact-methods`;
const devices = () =>
	world.client.list<{ id: string; name: string; state: string; endpointHash: string }>(anasMethods());
const pressInPage = (words: string) =>
	eventually(`a button “${words}”`, () =>
		firefox.run<boolean>(
			`(() => { const it = [...document.querySelectorAll("button")].find((b) => b.textContent.includes(${JSON.stringify(words)})); it?.click(); return Boolean(it); })()`,
		),
	);
const timelineHas = (incidentId: string, type: string) =>
	eventually(`${type} on the timeline`, async () =>
		(await world.client.timeline(incidentId)).find((event) => event.type === type),
	);

/** An incident of Ana alone, and its page on her desktop. */
async function paged(title: string): Promise<{ id: string; notification: DesktopNotification }> {
	const incident = await world.declare({ title, severity: "P2" });
	return { id: incident.id, notification: await desktop.waitFor(`P2 · ${title}`) };
}

describe("Ana's Firefox", () => {
	it("comes in by a pairing code and turns push on", async () => {
		const pairing = await world.instance.api("POST", "/api/v1/me/pairings", {}, anaHeaders);
		expect(pairing.status).toBe(201);
		await firefox.open(pairing.body.url);
		await pressInPage("Sign in");
		await pressInPage("Allow notifications");
		const [device] = await eventually("the device", async () => {
			const all = await devices();
			return all.length > 0 && all;
		});
		expect(device).toMatchObject({ name: "Firefox on Linux", state: "active" });
		expect(push.endpoints).toHaveLength(1);
	});

	it("shows what Tocsin encrypted, sends the receipt, and acknowledges with one press on the desktop", async () => {
		const { id, notification } = await paged("Payments fail");
		expect(notification.body).toContain("Checkout");
		const received = await timelineHas(id, "page_received");
		expect(received.data).toMatchObject({ userId: world.people.ana.id });
		expect(push.pushes.at(-1)).toMatchObject({ status: 201, endpoint: push.endpoints.at(-1) });
		expect(push.pushes.at(-1)?.headers["content-encoding"]).toBe("aes128gcm");

		expect(Object.keys(notification.buttons)).toContain("Acknowledge");
		desktop.press(notification, notification.buttons.Acknowledge);
		const truth = await desktop.waitFor(/^Acknowledged by you at \d\d:\d\d:\d\d$/);
		expect(truth.body).toContain("P2 · Payments fail");
		expect(await world.client.incident(id)).toMatchObject({
			state: "acknowledged",
			acknowledgedBy: { name: "Ana" },
			nextEscalation: null,
		});
	});

	it("says within 2 s that Bo acknowledged, where the page was, and later that it is over", async () => {
		const { id } = await paged("Refunds fail");
		await timelineHas(id, "page_received");
		const act = (method: string, name: string) =>
			world.instance.api(method, `/api/v1/incidents/${id}/${name}`, {}, boHeaders);
		const answer = await act("PUT", "acknowledgement");
		const answeredAt = Date.now();
		expect(answer.status).toBe(200);
		const news = await desktop.waitFor("Acknowledged by Bo");
		expect(Date.now() - answeredAt).toBeLessThan(2_000 + lag.worstMs());
		expect(news.body).toContain("P2 · Refunds fail");
		expect((await act("PUT", "resolution")).status).toBe(200);
		const over = await desktop.waitFor("Resolved: Refunds fail");
		expect(over.body).toContain("by Bo");
	});

	it("opens the page behind a tap on the notification itself", async () => {
		const { id, notification } = await paged("Search is slow");
		await firefox.open("about:blank");
		desktop.press(notification);
		await eventually("a window at the page", async () =>
			(await firefox.addresses()).some((url) => url.startsWith(`${origin}/app/p`)),
		);
		await timelineHas(id, "page_opened");
		expect((await world.client.incident(id)).state).toBe("triggered");
	});

	it("brings an open window to the incident, also one that is still loading", async () => {
		const { id, notification } = await paged("Images are gone");
		await firefox.open(`${origin}/app/people`);
		const isThere = async () => (await firefox.addresses()).includes(`${origin}/app/incidents/${id}`);
		// Firefox opens nothing a second after a press, which a busy machine may take: whoever sees nothing presses again.
		await eventually(
			"the incident in the window",
			async () => {
				desktop.press(notification);
				return eventually("the window", isThere, 5_000).then(
					() => true,
					() => false,
				);
			},
			30_000,
		);
		await timelineHas(id, "page_opened");
	});

	it("acknowledges by a tap once Ana has chosen that", async () => {
		const chosen = await world.instance.api("PATCH", "/api/v1/me", { tapToAcknowledge: true }, anaHeaders);
		expect(chosen.body).toMatchObject({ tapToAcknowledge: true });
		await firefox.open(`${origin}/app/`);
		await eventually("the worker's copy of it", () =>
			firefox.run<boolean>(
				`new Promise((resolve) => { const open = indexedDB.open("tocsin-device"); open.onsuccess = () => { const asked = open.result.transaction("values").objectStore("values").get("device"); asked.onsuccess = () => resolve(asked.result?.tapToAcknowledge === true); }; })`,
			),
		);
		const { id, notification } = await paged("Nobody can pay");
		desktop.press(notification);
		await eventually(
			"the acknowledgement",
			async () => (await world.client.incident(id)).acknowledgedBy?.name === "Ana",
		);
	});

	it("subscribes anew by itself when the push service has forgotten it, and is paged again", async () => {
		const [before] = await devices();
		push.forgetAll();
		const [after] = await eventually(
			"another subscription",
			async () => {
				const all = await devices();
				return all.length === 1 && all[0]?.endpointHash !== before?.endpointHash && all;
			},
			20_000,
		);
		expect(after).toMatchObject({ id: before?.id, name: "Firefox on Linux", state: "active" });
		const { id } = await paged("Accounts are locked");
		await timelineHas(id, "page_received");
	});

	it("notices when the app is opened that its pages come back undelivered, mends that, and says so", async () => {
		push.forgetEndpoints();
		await world.declare({ title: "Nobody hears this", severity: "P2" });
		const [before] = await eventually("a device that is off", async () => {
			const all = await devices();
			return all[0]?.state === "disabled" && all;
		});
		await firefox.open(`${origin}/app/`);
		await eventually("the words", () =>
			firefox.run<boolean>(`document.body.innerText.includes("Push was off on this device")`),
		);
		const [after] = await devices();
		expect(after).toMatchObject({ id: before?.id, state: "active" });
		expect(after?.endpointHash).not.toBe(before?.endpointHash);
		const { id } = await paged("Stock is wrong");
		await timelineHas(id, "page_received");
	});
});

describe("a visitor of the status page", () => {
	const subscribers = () =>
		world.client.read<{ active: number; items: { kind: string }[] }>("/api/v1/subscribers");

	it("turns on notifications there, sees news beside Ana's page, also once the push service forgot it, and ends it by one press", async () => {
		await firefox.open(`${origin}/subscribe/browser`);
		await pressInPage("Turn on notifications");
		const welcome = await desktop.waitFor(/^You get the updates of /);
		expect(await subscribers()).toMatchObject({ active: 1, items: [{ kind: "push" }] });
		expect(push.endpoints.length).toBeGreaterThan(1);
		desktop.press(welcome);
		await eventually("the page of the subscription", async () =>
			(await firefox.addresses()).some((url) => url.startsWith(`${origin}/subscriptions/manage.`)),
		);

		push.forgetAll();
		await eventually("a subscription made anew", async () => (await subscribers()).active === 2);

		const { id } = await paged("Nobody can check out");
		const words = { audience: "public", status: "identified", message: "A card provider is down." };
		const incident = `/api/v1/incidents/${id}`;
		expect((await world.instance.api("POST", `${incident}/updates`, words, boHeaders)).status).toBe(200);
		const news = await eventually("the news", () =>
			[...desktop.shown.values()].find(({ body }) => body === "Identified: A card provider is down."),
		);
		expect(news.title).toBe("Checkout is partly down");
		// The page is Ana's, and stays.
		expect([...desktop.shown.values()].map(({ title }) => title)).toContain("P2 · Nobody can check out");
		desktop.press(news, news.buttons.Unsubscribe);
		await desktop.waitFor("Unsubscribed");
		expect(await subscribers()).toMatchObject({ active: 0, items: [] });
	});
});
