import { underLock } from "../outbox/lock.ts";
import type { Notice } from "./notice.ts";

const LOCK = "notifications";
/** A page does not wait for more than this to be shown. */
const SHOW_PATIENCE_MS = 300;
const LIST_PATIENCE_MS = 2_000;

/**
 * Chromium forgets a notification that is being shown while their list is read: it stays on the screen, but its buttons
 * are dead. So the list waits until what is under way is shown, in every page and in the worker.
 */
export function showNotice(registration: ServiceWorkerRegistration, notice: Notice): Promise<void> {
	const show = () => registration.showNotification(notice.title, notice.options);
	return underLock(LOCK, SHOW_PATIENCE_MS, show, "shared");
}

export function shownNotices(registration: ServiceWorkerRegistration): Promise<Notification[]> {
	return underLock(LOCK, LIST_PATIENCE_MS, () => registration.getNotifications());
}
