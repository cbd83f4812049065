/** A phone-sized Chromium with the app's real service worker, into which pushes are delivered and whose notifications are pressed. */
import type { Browser, BrowserContext, Page, Worker } from "playwright-core";
import { PHONE } from "./browser.ts";
import type { PushRecord } from "./push-service.ts";
import { eventually } from "./wait.ts";

export interface ShownNotification {
	title: string;
	body: string;
	tag: string;
	silent: boolean | null;
	requireInteraction: boolean;
	actions: string[];
	data: { role: string; incidentId: string | null; token: string | null } | null;
}

export interface BrowserPhone {
	context: BrowserContext;
	page: Page;
	worker(): Promise<Worker>;
	/** What the browser would hand to the service worker after it has decrypted it. */
	deliver(payload: string): Promise<void>;
	shown(): Promise<ShownNotification[]>;
	/** The one notification that fits, once it is there. */
	waitFor(fits: (one: ShownNotification) => boolean, timeoutMs?: number): Promise<ShownNotification>;
	/** Presses a button of the notification with this tag, or with "" the notification itself. */
	press(tag: string, action: string): Promise<void>;
	close(): Promise<void>;
}

/** Opens the app at `origin` and waits until its service worker runs; `headers` of a person make it theirs. */
export async function openPhone(
	browser: Browser,
	origin: string,
	headers: Record<string, string> = {},
): Promise<BrowserPhone> {
	const context = await browser.newContext({ viewport: PHONE, permissions: ["notifications"] });
	if (headers.cookie) await context.addCookies([cookieOf(headers.cookie, origin)]);
	return phoneOf(context, `${origin}/app/`);
}

/** The same in a context of the caller's own, beginning at an address of the app. */
export async function phoneOf(context: BrowserContext, address: string): Promise<BrowserPhone> {
	const { origin } = new URL(address);
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	let registrationId: string | null = null;
	devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
		const own = registrations.find((one) => one.scopeURL === `${origin}/app/` && !one.isDeleted);
		registrationId = own?.registrationId ?? registrationId;
	});
	await devtools.send("ServiceWorker.enable");
	await page.goto(address);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await eventually("the registration's id", () => registrationId);

	const worker = () =>
		eventually("the service worker", () =>
			context.serviceWorkers().find((one) => one.url().endsWith("/sw.js")),
		);
	const shown = () => page.evaluate(readNotifications);
	return {
		context,
		page,
		worker,
		shown,
		deliver: (data) =>
			devtools
				.send("ServiceWorker.deliverPushMessage", { origin, registrationId: registrationId!, data })
				.then(() => undefined),
		waitFor: async (fits, timeoutMs) => {
			let last: ShownNotification[] = [];
			const ask = async () => {
				last = await shown();
				return last.find(fits);
			};
			return eventually("the notification", ask, timeoutMs).catch((cause) => {
				throw new Error(`not that, but ${JSON.stringify(last)}`, { cause });
			});
		},
		press: async (tag, action) => (await worker()).evaluate(pressNotification, { tag, action }),
		close: () => context.close(),
	};
}

/** The payload as the push service's double decrypted it: what Tocsin sent, word for word. */
export const payloadOf = (push: PushRecord): string => JSON.stringify(push.payload);

function cookieOf(header: string, origin: string) {
	const [name = "", value = ""] = header.split("=");
	return { name, value, url: origin, httpOnly: true };
}

async function readNotifications(): Promise<ShownNotification[]> {
	const registration = await navigator.serviceWorker.getRegistration("/app/");
	// Read while one is being shown, the list loses it: the app's own lock keeps both apart.
	const read = async () => (await registration?.getNotifications()) ?? [];
	const all = await navigator.locks.request("notifications", read);
	return all.map((one) => ({
		title: one.title,
		body: one.body,
		tag: one.tag,
		silent: one.silent,
		requireInteraction: one.requireInteraction,
		actions: ((one as { actions?: { action: string }[] }).actions ?? []).map(({ action }) => action),
		data: one.data,
	}));
}

/** Runs in the service worker. A made-up event starts the handler as a real one does, but may open no window. */
async function pressNotification({ tag, action }: { tag: string; action: string }): Promise<void> {
	const scope = globalThis as unknown as {
		registration: ServiceWorkerRegistration;
		NotificationEvent: new (type: string, init: object) => Event;
		dispatchEvent(event: Event): void;
	};
	const read = () => scope.registration.getNotifications();
	const all = await navigator.locks.request("notifications", read);
	const notification = all.find((one) => one.tag === tag);
	if (!notification) throw new Error(`no notification with the tag ${tag}`);
	scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification, action }));
}
