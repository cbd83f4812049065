import { readDevice, rememberDevice } from "../push/device.ts";
import { showNotice } from "../push/lock-screen.ts";
import type { WorkerMessage } from "../push/messages.ts";
import { BADGE, ICON } from "../push/notice.ts";
import { oneAtATime, readPublicKey, saveSubscription, subscribe } from "../push/subscription.ts";
import { windows, worker } from "./scope.ts";

/** The browser dropped or changed the subscription: takes a new one and tells the server, or says that push is off. */
export async function subscriptionLost(
	event: Pick<PushSubscriptionChangeEvent, "newSubscription">,
): Promise<void> {
	const device = await readDevice();
	if (!device?.methodId) return;
	const fixed = await oneAtATime(() => mend(device, event.newSubscription ?? null));
	const message: WorkerMessage = { type: "subscription", fixed };
	for (const window of await windows()) window.postMessage(message);
	if (fixed) return;
	const title = "Push is off on this device";
	await showNotice(worker.registration, {
		title,
		options: {
			body: "Open Tocsin to fix it. Until then, this device won’t get pages.",
			tag: "subscription",
			icon: ICON,
			badge: BADGE,
			requireInteraction: true,
			data: { tocsin: 1, role: "news", incidentId: null, token: null, title },
		},
	});
}

async function mend(
	device: NonNullable<Awaited<ReturnType<typeof readDevice>>>,
	given: PushSubscription | null,
): Promise<boolean> {
	const fresh = given ?? (await anew());
	if (!fresh) return false;
	const saved = await saveSubscription(device, fresh);
	if (saved.kind === "failed") return false;
	await rememberDevice({ ...device, methodId: saved.methodId });
	return true;
}

async function anew(): Promise<PushSubscription | null> {
	const publicKey = await readPublicKey();
	if (!publicKey) return null;
	const subscribed = await subscribe(worker.registration.pushManager, publicKey);
	return subscribed.kind === "subscribed" ? subscribed.subscription : null;
}
