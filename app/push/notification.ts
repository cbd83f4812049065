import type { Entry } from "../outbox/entry.ts";
import { outcomeWords, UNDELIVERED } from "../outbox/words.ts";
import { showNotice, shownNotices } from "./lock-screen.ts";
import { BADGE, ICON, type Notice, noticeData } from "./notice.ts";

/** Where the page was, the truth is: without a sound when it is good news, with one when something is left to do. */
export function truthNotice(entry: Entry, now: number): Notice {
	const { outcome } = entry;
	const settled = outcome !== null && outcome.kind !== "refused";
	return {
		title: outcome ? outcomeWords(outcome, entry.occurredAt) : UNDELIVERED,
		options: {
			body: entry.title,
			tag: entry.tag ?? entry.incidentId,
			icon: ICON,
			badge: BADGE,
			timestamp: now,
			silent: settled,
			renotify: !settled,
			requireInteraction: !settled,
			data: {
				tocsin: 1,
				role: settled ? "answer" : "page",
				incidentId: entry.incidentId,
				token: entry.by.kind === "page" ? entry.by.token : null,
				title: entry.title,
			},
		},
	};
}

/**
 * Tells on the lock screen what became of a tap. What was pressed in the app and is told there (`inSight`) needs no
 * notification: then the page's only goes.
 */
export async function replaceByTruth(
	registration: ServiceWorkerRegistration,
	entry: Entry,
	inSight = false,
): Promise<void> {
	const truth = truthNotice(entry, Date.now());
	const isShown = entry.tag !== null || !inSight;
	const here = await noticesOf(registration, entry.incidentId);
	if (isShown) await showNotice(registration, truth);
	for (const notice of here) if (!isShown || notice.tag !== truth.options.tag) notice.close();
	await countBadge(registration);
}

/** Clears the pages of an incident that somebody has, or that is over. Called when the app learns it. */
export async function settleNotifications(incidentId: string): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration("/app/");
	if (!registration) return;
	const here = await noticesOf(registration, incidentId);
	for (const notice of here) if (noticeData(notice.data)?.role === "page") notice.close();
	await countBadge(registration);
}

export async function noticesOf(
	registration: ServiceWorkerRegistration,
	incidentId: string | null,
): Promise<Notification[]> {
	const shown = await shownNotices(registration);
	return shown.filter((notice) => noticeData(notice.data)?.incidentId === incidentId);
}

/** The number on the app's icon: pages that nobody here has answered. */
export async function countBadge(registration: ServiceWorkerRegistration): Promise<void> {
	if (!navigator.setAppBadge) return;
	const shown = await shownNotices(registration);
	const pages = new Set(
		shown
			.map((notice) => noticeData(notice.data))
			.filter((data) => data?.role === "page")
			.map((data) => data?.incidentId),
	);
	try {
		await (pages.size === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(pages.size));
	} catch {
		// Not installed, or the system has no badges: the notifications themselves are what counts.
	}
}
