import { call } from "../outbox/call.ts";
import type { ContactMethod, List } from "../state/wire.ts";
import { readDevice, rememberDevice } from "./device.ts";
import { judge } from "./judge.ts";
import {
	endpointHash,
	isForKey,
	oneAtATime,
	readPublicKey,
	type Subscribed,
	saveSubscription,
	subscribe,
	subscribeAnew,
} from "./subscription.ts";
import { deviceName, pushSupport } from "./systems.ts";

const READY_PATIENCE_MS = 8_000;

export type TurnedOn =
	| { kind: "on"; methodId: string }
	/** The system has no push here; `systems.ts` says what to do about it. */
	| { kind: "unsupported" }
	/** Refused now, or earlier and for good: only the browser's own settings help then. */
	| { kind: "denied" }
	/** The question was closed without an answer. */
	| { kind: "dismissed" }
	| { kind: "timed-out" }
	| { kind: "failed"; detail: string };

export type Checked =
	| { kind: "on"; methodId: string }
	/** It had been off, `since` the last receipt as far as is known (RFC 3339 or null), and works again. */
	| { kind: "fixed"; methodId: string; since: string | null }
	/** It is off and could not be repaired without the person. */
	| { kind: "lost"; detail: string }
	| { kind: "off"; permission: NotificationPermission }
	| { kind: "unsupported" }
	/** Nobody could be asked: offline, or signed out. */
	| { kind: "unknown" };

/**
 * Turns push on for this browser. To be called from a tap, after it was explained: the system asks only once. `name`
 * is what the person calls this device.
 */
export async function turnOnPush(userId: string, name?: string): Promise<TurnedOn> {
	if (!pushSupport()) return { kind: "unsupported" };
	const permission = await Notification.requestPermission();
	if (permission !== "granted") return { kind: permission === "denied" ? "denied" : "dismissed" };
	const manager = await pushManager();
	if (!manager) return { kind: "timed-out" };
	const own = name ?? deviceName(navigator.userAgent, navigator.maxTouchPoints);
	return oneAtATime(async (): Promise<TurnedOn> => {
		const publicKey = await readPublicKey();
		if (!publicKey) return { kind: "failed", detail: "no connection" };
		return saved({ userId, methodId: null, name: own }, await subscribe(manager, publicKey));
	});
}

/** On every opening of the app and return to it: is this device still what the server believes it to be? Repairs it. */
export async function checkPush(userId: string): Promise<Checked> {
	return pushSupport() ? oneAtATime(() => compare(userId)) : { kind: "unsupported" };
}

async function compare(userId: string): Promise<Checked> {
	const registration = await navigator.serviceWorker.getRegistration("/app/");
	const [manager, device, reply, publicKey] = await Promise.all([
		registration?.pushManager,
		readDevice(),
		call("GET", `/users/${userId}/contact-methods?limit=200`),
		readPublicKey(),
	]);
	if (!manager || reply?.status !== 200 || !publicKey) return { kind: "unknown" };
	const { permission } = Notification;
	const subscription = await manager.getSubscription();
	const methods = (reply.body as List<ContactMethod>).items;
	const verdict = judge({
		permission,
		hash: subscription && (await endpointHash(subscription.endpoint)),
		isForKey: !subscription || isForKey(subscription, publicKey),
		device: device?.userId === userId ? device : null,
		methods,
	});
	if (verdict.methodId === null) {
		if (verdict.do === "drop") await subscription?.unsubscribe();
		await rememberDevice({ userId, methodId: null });
		return { kind: "off", permission };
	}
	const { methodId } = verdict;
	const own = methods.find((method) => method.id === methodId);
	const known = { userId, methodId, name: own?.name ?? null };
	await rememberDevice(known);
	if (verdict.do === "on") return { kind: "on", methodId };
	const existing: Subscribed | null =
		verdict.do === "save" && subscription ? { kind: "subscribed", subscription } : null;
	const after = await saved(known, existing ?? (await subscribeAnew(manager, publicKey)));
	if (after.kind === "on") return { ...after, kind: "fixed", since: own?.lastReceiptAt ?? null };
	return { kind: "lost", detail: after.kind === "failed" ? after.detail : "the push service didn’t respond" };
}

/** Takes this device off the list and ends its subscription. False when the server could not be told. */
export async function turnOffPush(userId: string, methodId: string): Promise<boolean> {
	const reply = await call("DELETE", `/users/${userId}/contact-methods/${methodId}`);
	if (reply?.status !== 204 && reply?.status !== 404) return false;
	const device = await readDevice();
	if (device?.methodId !== methodId) return true;
	await endSubscription();
	await rememberDevice({ userId, methodId: null });
	return true;
}

/** At sign-out: this browser must not show another person's pages. */
export async function endSubscription(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration("/app/");
	const subscription = await registration?.pushManager?.getSubscription();
	await subscription?.unsubscribe().catch(() => false);
}

type SaveOutcome = Extract<TurnedOn, { kind: "on" | "timed-out" | "failed" }>;

async function saved(
	device: { userId: string; methodId: string | null; name: string | null },
	subscribed: Subscribed,
): Promise<SaveOutcome> {
	if (subscribed.kind === "timed-out") return { kind: "timed-out" };
	if (subscribed.kind === "refused") return { kind: "failed", detail: subscribed.detail };
	const stored = await saveSubscription(device, subscribed.subscription);
	if (stored.kind === "failed") return stored;
	await rememberDevice({ ...device, methodId: stored.methodId });
	return { kind: "on", methodId: stored.methodId };
}

/** Null when the service worker does not become ready: then a push could not be shown either. */
async function pushManager(): Promise<PushManager | null> {
	const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), READY_PATIENCE_MS));
	const registration = await Promise.race([navigator.serviceWorker.ready, late]);
	return registration?.pushManager ?? null;
}
