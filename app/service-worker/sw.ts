/**
 * The part of the app that is there when the app is not: it shows pages, sends receipts and takes the tap. Every
 * handler starts its work before it asks the browser to wait for it.
 */
import { readAppMessage } from "../push/messages.ts";
import { flushAndTell } from "./answer.ts";
import { serveOffline } from "./offline.ts";
import { receive } from "./receive.ts";
import { subscriptionLost } from "./resubscribe.ts";
import { worker } from "./scope.ts";
import { tapped } from "./tap.ts";

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

serveOffline();
// Whatever woke the worker may have brought a network; a device that forbids storage has nothing that waits.
flushAndTell().catch(() => undefined);

worker.addEventListener("push", (event) => {
	const work = receive(payloadOf(event.data));
	event.waitUntil(work);
});

worker.addEventListener("notificationclick", (event) => {
	const work = tapped(event.notification, event.action);
	event.waitUntil(work);
});

worker.addEventListener("pushsubscriptionchange", (event) => {
	const work = subscriptionLost(event as PushSubscriptionChangeEvent);
	(event as ExtendableEvent).waitUntil(work);
});

worker.addEventListener("message", (event) => {
	if (readAppMessage(event.data)) event.waitUntil(flushAndTell());
});

// Background Sync is in one browser's engine alone, and the type library has none of it.
worker.addEventListener("sync" as "message", (event) => event.waitUntil(flushAndTell()));

function payloadOf(data: PushMessageData | null): string | null {
	try {
		return data?.text() ?? null;
	} catch {
		return null;
	}
}
