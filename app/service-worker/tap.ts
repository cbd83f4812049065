import { callPage } from "../outbox/call.ts";
import { readDevice } from "../push/device.ts";
import { isIncident, isToken } from "../push/messages.ts";
import { type NoticeData, noticeData } from "../push/notice.ts";
import { countBadge } from "../push/notification.ts";
import { ACKNOWLEDGE, NO_CHANGE, PASS_ON } from "./announcement.ts";
import { acknowledge, passOn, postNoChange } from "./answer.ts";
import { destination, isAppWindow } from "./destination.ts";
import { windows, worker } from "./scope.ts";

/** A press of a button, or a tap on the notification itself, which acknowledges too if the person chose that. */
export async function tapped(notification: Notification, action: string): Promise<void> {
	const data = noticeData(notification.data);
	if (data && action === ACKNOWLEDGE) return acknowledge(data, notification.tag);
	if (data && action === PASS_ON) return passOn(data, notification.tag);
	if (data && action === NO_CHANGE) return postNoChange(data, notification.tag);
	// A browser lets a window be opened for a second after the press alone: nothing is asked before anything else.
	const [device, all] = await Promise.all([readDevice(), windows()]);
	const acknowledges = data?.role === "page" && device?.tapToAcknowledge === true && data.incidentId !== null;
	await Promise.all([
		// Where nothing could be opened, it stays and can be pressed again.
		open(data, device !== null, all).then(() => !acknowledges && notification.close()),
		data && acknowledges ? acknowledge(data, notification.tag) : countBadge(worker.registration),
	]);
}

/** Ids of the payload lead there, never its addresses. */
async function open(data: NoticeData | null, isKnown: boolean, all: readonly WindowClient[]): Promise<void> {
	const incidentId = isIncident(data?.incidentId) ? data.incidentId : null;
	const token = isToken(data?.token) ? data.token : null;
	const window = all.find(({ url }) => isAppWindow(url));
	if (window && incidentId !== null && !data?.place && isKnown && (await brought(window, incidentId))) {
		if (token !== null) await callPage(token, "receipt", { event: "opened" });
		return;
	}
	await worker.clients.openWindow(destination(incidentId, token, data?.place));
}

/** By the browser, whatever the window is doing: one that is still loading would not hear a message. */
async function brought(window: WindowClient, incidentId: string): Promise<boolean> {
	try {
		await (await window.focus()).navigate(destination(incidentId, null));
		return true;
	} catch {
		return false;
	}
}
