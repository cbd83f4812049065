import { NOTHING_NEW } from "../../worker/platform/rules/phrases.ts";
import { callPage } from "../outbox/call.ts";
import { commandOutbox, deviceOutbox } from "../outbox/device-outbox.ts";
import { readDevice } from "../push/device.ts";
import { showNotice } from "../push/lock-screen.ts";
import { BADGE, ICON, type NoticeData } from "../push/notice.ts";
import { countBadge, replaceByTruth } from "../push/notification.ts";
import { NO_CHANGE } from "./announcement.ts";
import { passedWords, postedWords } from "./late-words.ts";
import { worker } from "./scope.ts";

/** A worker is let live for about half a minute after a tap: so long it tries by itself. */
const TRIES = 6;
const BETWEEN_MS = 4_000;

/** The tap on "Acknowledge": kept, sent, and the notification replaced by what really came of it. */
export async function acknowledge(data: NoticeData, tag: string): Promise<void> {
	if (data.token === null || data.incidentId === null) return;
	const device = await readDevice();
	const entry = await deviceOutbox.acknowledge({
		incidentId: data.incidentId,
		title: data.title,
		by: { kind: "page", token: data.token },
		userId: device?.userId ?? null,
		tag,
	});
	await replaceByTruth(worker.registration, entry);
	if (entry.outcome === null) await keepTrying();
}

/** Delivers what waits, acknowledgements first, and tells of those that were answered. */
export async function flushAndTell(): Promise<void> {
	for (const entry of await deviceOutbox.flush()) await replaceByTruth(worker.registration, entry);
	await commandOutbox.flush();
}

async function keepTrying(): Promise<void> {
	await askForSync();
	for (let tries = 0; tries < TRIES; tries++) {
		await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
		await flushAndTell();
		const waiting = (await deviceOutbox.entries()).some((entry) => entry.outcome === null);
		if (!waiting) return;
	}
}

/** The browser then wakes the worker when the network is back. Most browsers have nothing of the kind. */
async function askForSync(): Promise<void> {
	const { sync } = worker.registration as { sync?: { register(tag: string): Promise<void> } };
	await sync?.register("outbox").catch(() => undefined);
}

/**
 * "I can’t take it". Tried once and not kept: handed on late, it would take the incident from whoever has it by then,
 * and without it the escalation goes on by itself.
 */
export async function passOn(data: NoticeData, tag: string): Promise<void> {
	if (data.token === null) return;
	const reply = await callPage(data.token, "escalate", {});
	const words = passedWords(reply?.status ?? null);
	const isDone = reply?.status === 200;
	await showNotice(worker.registration, {
		title: words,
		options: {
			body: data.title,
			tag,
			icon: ICON,
			badge: BADGE,
			silent: isDone,
			data: { ...data, role: isDone ? "answer" : "page" },
		},
	});
	await countBadge(worker.registration);
}

/** "I’m here". Tried once and not kept: what it shows is that the device is reached now. */
export async function checkIn(data: NoticeData, tag: string): Promise<void> {
	if (data.token === null) return;
	const isDone = (await callPage(data.token, "here", {}))?.status === 200;
	await showNotice(worker.registration, {
		title: isDone ? "You’re checked in" : "Not checked in. Open Tocsin and try again.",
		options: {
			body: data.title,
			tag,
			icon: ICON,
			badge: BADGE,
			silent: true,
			data: { ...data, token: null },
		},
	});
}

/** "Nothing new". Tried once and not kept: posted late, it might say what is no longer so. */
export async function postNoChange(data: NoticeData, tag: string): Promise<void> {
	if (data.token === null) return;
	const reply = await callPage(data.token, "no-change", {});
	const isDone = reply?.status === 200;
	await showNotice(worker.registration, {
		title: postedWords(reply),
		options: {
			body: data.title,
			tag,
			icon: ICON,
			badge: BADGE,
			silent: isDone,
			...(!isDone && { requireInteraction: true, actions: [{ action: NO_CHANGE, title: NOTHING_NEW }] }),
			data: { ...data, ...(isDone && { role: "answer", token: null }) },
		},
	});
}
