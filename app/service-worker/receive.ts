import { callPage } from "../outbox/call.ts";
import { showNotice } from "../push/lock-screen.ts";
import type { WorkerMessage } from "../push/messages.ts";
import type { Notice } from "../push/notice.ts";
import { countBadge, noticesOf } from "../push/notification.ts";
import { type Announcement, announce } from "./announcement.ts";
import { flushAndTell } from "./answer.ts";
import { replaceIfLate } from "./late.ts";
import { windows, worker } from "./scope.ts";

/** A push: the notification first, from the payload alone and whatever it is; all else is tried after that. */
export async function receive(payload: string | null): Promise<void> {
	const announcement = announce(payload, { maxActions: maxActions() }, Date.now());
	const { notice } = announcement;
	await show(notice);
	await Promise.allSettled([
		announcement.receipt && callPage(announcement.receipt, "receipt", { event: "received" }),
		announcement.page && replaceIfLate(notice.options.data, notice.options.tag ?? ""),
		tidy(notice),
		tellWindows(announcement),
		// A push is the best sign of a network that a phone without background sync ever gets.
		flushAndTell(),
	]);
}

/** What a browser refuses in the options must not cost the page itself. */
async function show(notice: Notice): Promise<void> {
	try {
		await showNotice(worker.registration, notice);
	} catch {
		const { body, data } = notice.options;
		await showNotice(worker.registration, { title: notice.title, options: { body, data } });
	}
}

/** Closes older calls of the same incident, or older bundles, where each call has a tag of its own. */
async function tidy({ options }: Notice): Promise<void> {
	const { incidentId } = options.data;
	const family = incidentId ?? /^bundle:\w+/.exec(options.tag ?? "")?.[0];
	const here = family ? await noticesOf(worker.registration, incidentId) : [];
	const isOlderPage = (tag: string) => tag !== options.tag && tag.startsWith(`${family}:`);
	// What somebody has or what is over no longer asks for the update that was asked for before.
	const isSettled = options.data.role === "news" && options.tag === incidentId;
	const isVoid = (tag: string) => isOlderPage(tag) || (isSettled && tag === `update_due:${incidentId}`);
	for (const notice of here) if (isVoid(notice.tag)) notice.close();
	await countBadge(worker.registration);
}

/** In addition to the notification, never instead of it. */
async function tellWindows({ page }: Announcement): Promise<void> {
	if (!page) return;
	const message: WorkerMessage = { type: "page", ...page, at: Date.now() };
	for (const window of await windows()) window.postMessage(message);
}

function maxActions(): number | undefined {
	const { maxActions } = Notification as { maxActions?: number };
	return maxActions;
}
