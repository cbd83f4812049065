import { callPage } from "../outbox/call.ts";
import { readDevice } from "../push/device.ts";
import { isIncident, isToken } from "../push/messages.ts";
import { type NoticeData, noticeData } from "../push/notice.ts";
import { countBadge } from "../push/notification.ts";
import { ACKNOWLEDGE, CHECK_INS, HERE, NO_CHANGE, PASS_ON } from "./announcement.ts";
import { acknowledge, checkIn, passOn, postNoChange } from "./answer.ts";
import { destination, isAppWindow } from "./destination.ts";
import { windows, worker } from "./scope.ts";

/** A press of a button, or a tap on the notification itself, which acknowledges too if the person chose that. */
export async function tapped(notification: Notification, action: string): Promise<void> {
	const data = noticeData(notification.data);
	if (data && action === ACKNOWLEDGE) return acknowledge(data, notification.tag);
	if (data && action === PASS_ON) return passOn(data, notification.tag);
	if (data && action === NO_CHANGE) return postNoChange(data, notification.tag);
	if (data && action === HERE) return checkIn(data, notification.tag);
	const device = await readDevice();
	const acknowledges = data?.role === "page" && device?.tapToAcknowledge === true && data.incidentId !== null;
	if (!data || !acknowledges) notification.close();
	await Promise.all([
		open(data, device !== null),
		data && acknowledges ? acknowledge(data, notification.tag) : countBadge(worker.registration),
		data?.place === CHECK_INS && data.token !== null && callPage(data.token, "here", {}),
	]);
}

/** Ids of the payload lead there, never its addresses. */
async function open(data: NoticeData | null, isKnown: boolean): Promise<void> {
	const incidentId = isIncident(data?.incidentId) ? data.incidentId : null;
	const token = isToken(data?.token) ? data.token : null;
	const window = (await windows()).find(({ url }) => isAppWindow(url));
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
