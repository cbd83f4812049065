import { call } from "../outbox/call.ts";
import { underLock } from "../outbox/lock.ts";
import type { Device } from "./device.ts";

/** `pushManager.subscribe()` never settles where no push service can be reached. */
export const SUBSCRIBE_PATIENCE_MS = 8_000;

/** Longer than what subscribing and telling the server may take together. */
const LOCK_PATIENCE_MS = 30_000;

export type Subscribed =
	| { kind: "subscribed"; subscription: PushSubscription }
	| { kind: "timed-out" }
	| { kind: "refused"; detail: string };

/** Subscribes within the time that a person can be asked to wait. Never throws. */
export async function subscribe(
	manager: PushManager,
	publicKey: string,
	patienceMs = SUBSCRIBE_PATIENCE_MS,
): Promise<Subscribed> {
	const asking = manager
		.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
		.then((subscription): Subscribed => ({ kind: "subscribed", subscription }));
	const waiting = new Promise<Subscribed>((resolve) =>
		setTimeout(() => resolve({ kind: "timed-out" }), patienceMs),
	);
	try {
		return await Promise.race([asking, waiting]);
	} catch (error) {
		return { kind: "refused", detail: error instanceof Error ? error.message : String(error) };
	}
}

/**
 * Whoever changes or judges the subscription does so alone: between subscribing and telling the server, it looks like
 * one that nobody wants.
 */
export const oneAtATime = <T>(act: () => Promise<T>): Promise<T> => underLock("push", LOCK_PATIENCE_MS, act);

/** Drops the old subscription first: a push service that has forgotten it would only be asked for the same again. */
export async function subscribeAnew(manager: PushManager, publicKey: string): Promise<Subscribed> {
	const old = await manager.getSubscription();
	await old?.unsubscribe().catch(() => false);
	return subscribe(manager, publicKey);
}

/** The instance's `applicationServerKey`, or null without an answer. */
export async function readPublicKey(): Promise<string | null> {
	const reply = await call("GET", "/push/public-key");
	return reply?.status === 200 ? (reply.body as { publicKey: string }).publicKey : null;
}

export type Saved = { kind: "saved"; methodId: string } | { kind: "failed"; detail: string };

/** Tells the server where this device is reached: its own contact method keeps its name and the rules that name it. */
export async function saveSubscription(
	device: Pick<Device, "userId" | "methodId" | "name">,
	subscription: PushSubscription,
): Promise<Saved> {
	const methods = `/users/${device.userId}/contact-methods` as const;
	const body = plain(subscription);
	if (device.methodId) {
		const changed = await call("PATCH", `${methods}/${device.methodId}`, { body: { subscription: body } });
		if (changed?.status === 200) return { kind: "saved", methodId: device.methodId };
	}
	const name = device.name ? { name: device.name } : {};
	const made = await call("POST", methods, { body: { kind: "push", ...name, subscription: body } });
	if (made?.status === 201) return { kind: "saved", methodId: (made.body as { id: string }).id };
	return { kind: "failed", detail: made ? detailOf(made.body) : "no connection" };
}

/** SHA-256 (hex) of the endpoint: by it the server's list names this device without telling its address. */
export async function endpointHash(endpoint: string): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether it was made for this instance's key; another one's pushes would be refused. */
export function isForKey(subscription: PushSubscription, publicKey: string): boolean {
	const key = subscription.options.applicationServerKey;
	if (!key) return true;
	const text = btoa(String.fromCharCode(...new Uint8Array(key)));
	return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === publicKey.replace(/=+$/, "");
}

/** As the contract takes it; browsers add fields of their own. */
function plain(subscription: PushSubscription): object {
	const { endpoint, keys } = subscription.toJSON();
	return { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } };
}

function detailOf(body: unknown): string {
	const { errors, detail } = (body ?? {}) as { errors?: { message: string }[]; detail?: string };
	return errors?.[0]?.message ?? detail ?? "Tocsin rejected the request";
}
