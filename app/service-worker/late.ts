import { call } from "../outbox/call.ts";
import { readDevice } from "../push/device.ts";
import { showNotice } from "../push/lock-screen.ts";
import { BADGE, ICON, type NoticeData } from "../push/notice.ts";
import { noticesOf } from "../push/notification.ts";
import { lateWords, type PageState } from "./late-words.ts";
import { worker } from "./scope.ts";

/** A page that waited at the push service while somebody else answered it must not send two people to work. */
export async function replaceIfLate(data: NoticeData, tag: string): Promise<void> {
	const { incidentId, token } = data;
	if (incidentId === null || token === null) return;
	const headers = { authorization: `Bearer ${token}` };
	const reply = await call("GET", "/page-actions/page", { headers, credentials: "omit" });
	const page = reply?.status === 200 ? (reply.body as PageState) : null;
	if (!page || page.state === "triggered") return;
	const isStillThere = (await noticesOf(worker.registration, incidentId)).some(
		(notice) => notice.tag === tag && notice.data.role === "page",
	);
	if (!isStillThere) return;
	await showNotice(worker.registration, {
		title: lateWords(page, (await readDevice())?.userId ?? null),
		options: {
			body: data.title,
			tag,
			icon: ICON,
			badge: BADGE,
			silent: true,
			data: { ...data, role: "answer" },
		},
	});
}
