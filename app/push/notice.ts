/** What a notification of ours carries about itself, so that a click needs nothing else. */
export interface NoticeData {
	/** Marks it as ours and says how to read it. */
	tocsin: 1;
	/** `page`: somebody must answer. `answer`: what became of a tap. `news`: only to be read. */
	role: "page" | "answer" | "news";
	incidentId: string | null;
	/** The place in the app that it is about, where that is not the incident. */
	place?: string | null;
	/** The page's capability, while it can still be used. */
	token: string | null;
	/** In the words of the page; an answer is told below them. */
	title: string;
}

/** Options of a notification, with those that the standard has and the type library has not. */
export interface NoticeOptions extends NotificationOptions {
	renotify?: boolean;
	timestamp?: number;
	actions?: { action: string; title: string }[];
	data: NoticeData;
}

export interface Notice {
	title: string;
	options: NoticeOptions;
}

export const ICON = "/app/icons/icon-192.png";
/** One colour: the system takes its shape alone. */
export const BADGE = "/app/icons/badge-96.png";

/** The data of a notification that is ours; null for any other. */
export function noticeData(data: unknown): NoticeData | null {
	if (typeof data !== "object" || data === null) return null;
	return (data as { tocsin?: unknown }).tocsin === 1 ? (data as NoticeData) : null;
}
