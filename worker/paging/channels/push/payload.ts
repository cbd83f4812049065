import {
	BODY_LIMIT,
	cut,
	type Notice,
	noticeData,
	type PageMessage,
	pageBody,
	pageData,
	pageTitle,
	TITLE_LIMIT,
} from "../../rules/payload.ts";

/** The push payload: the declarative form, which browsers without it read in the service worker. At most 2 KB. */
export function pushPayload(message: PageMessage): string {
	return JSON.stringify({
		web_push: 8030,
		mutable: true,
		notification: {
			title: pageTitle(message),
			body: pageBody(message),
			navigate: message.navigate,
			tag: tagOf(message),
			lang: "en",
			silent: message.bundle?.quiet ?? false,
			data: pageData({ ...message, service: cut(message.service, TITLE_LIMIT) }),
		},
	});
}

function tagOf({ kind, incidentId, bundle }: PageMessage): string {
	if (bundle) return bundle.userId;
	return kind === "update_due" ? `${kind}:${incidentId}` : incidentId;
}

/** The push payload of a notice, in the form of a page's. */
export function noticePayload(notice: Notice): string {
	return JSON.stringify({
		web_push: 8030,
		mutable: true,
		notification: {
			title: cut(notice.title, TITLE_LIMIT),
			body: cut(notice.body, BODY_LIMIT),
			navigate: notice.navigate,
			tag: notice.subjectId,
			lang: "en",
			silent: true,
			data: noticeData(notice),
		},
	});
}
