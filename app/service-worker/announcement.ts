import { CANNOT_TAKE_IT, NOTHING_NEW, YOU_ARE_PAGED } from "../../worker/platform/rules/phrases.ts";
import { isIncident, isToken } from "../push/messages.ts";
import { BADGE, ICON, type Notice } from "../push/notice.ts";

/** What a push comes to: the notification, made from the payload alone, and what is to be done once it is shown. */
export interface Announcement {
	notice: Notice;
	/** The capability by which the receipt is sent. */
	receipt: string | null;
	/** Somebody must answer: open windows are told. */
	page: { incidentId: string; title: string; severity: string } | null;
}

/** What the system's notifications can do. Safari says nothing of actions: it shows none, and tags do not renotify. */
export interface NotificationPowers {
	maxActions: number | undefined;
}

/** The version of `data` that this worker understands. */
const KNOWN_VERSION = 1;
/** A push service carries at most 4 KB; more than this is not from us. */
const LARGEST = 8_192;
const TITLE_LIMIT = 200;
const BODY_LIMIT = 500;
const SUBJECT_LIMIT = 80;

export const GENERIC_TITLE = `${YOU_ARE_PAGED}. Open Tocsin.`;
const GENERIC_BODY = "This device couldn’t read the page. Escalation continues until someone acknowledges.";
export const ACKNOWLEDGE = "ack";
export const PASS_ON = "pass";
export const NO_CHANGE = "same";
const ACTIONS = [
	{ action: ACKNOWLEDGE, title: "Acknowledge" },
	{ action: PASS_ON, title: CANNOT_TAKE_IT },
];

/** Always something that can be shown: a page that cannot be read is still a page. */
export function announce(payload: string | null, powers: NotificationPowers, now: number): Announcement {
	const push = read(payload);
	if (!push) return generic(null, null, now);
	if (push.version !== KNOWN_VERSION) return generic(push.title, push.token, now);
	if (push.kind === "page" || push.kind === "test") return pageOf(push, powers, now);
	if (push.kind === "bundle") return bundleOf(push, powers, now);
	return push.kind === "update_due" ? reminderOf(push, powers, now) : newsOf(push, now);
}

interface Push {
	title: string;
	body: string;
	silent: boolean;
	version: unknown;
	kind: unknown;
	incidentId: string | null;
	/** What a notice is about, where that is less than an incident. */
	subjectId: string;
	token: string | null;
	severity: string;
	attempt: number;
	audience: "public" | "stakeholders";
}

function read(payload: string | null): Push | null {
	if (!payload || payload.length > LARGEST) return null;
	const notification = field(parsed(payload), "notification");
	const data = field(notification, "data");
	const title = words(field(notification, "title"), TITLE_LIMIT);
	if (title === "") return null;
	const [incidentId, token, attempt] = ["incidentId", "token", "attempt"].map((name) => field(data, name));
	return {
		title,
		body: words(field(notification, "body"), BODY_LIMIT),
		silent: field(notification, "silent") === true,
		version: field(data, "v"),
		kind: field(data, "kind"),
		incidentId: isIncident(incidentId) ? incidentId : null,
		subjectId: words(field(data, "subjectId"), SUBJECT_LIMIT),
		token: isToken(token) ? token : null,
		severity: words(field(data, "severity"), 10),
		attempt: typeof attempt === "number" ? attempt : 1,
		audience: field(data, "audience") === "stakeholders" ? "stakeholders" : "public",
	};
}

function pageOf(push: Push, powers: NotificationPowers, now: number): Announcement {
	const { incidentId, token, title, severity } = push;
	const able = (powers.maxActions ?? 0) > 0 && token !== null;
	return {
		receipt: token,
		page: incidentId === null ? null : { incidentId, title, severity },
		notice: {
			title,
			options: {
				...common(now),
				body: push.body,
				tag: tagOf(push, powers),
				renotify: true,
				requireInteraction: true,
				silent: false,
				...(able && { actions: ACTIONS.slice(0, powers.maxActions) }),
				data: { tocsin: 1, role: "page", incidentId, token, title },
			},
		},
	};
}

/** Where a tag would only replace without a sound, each call gets its own; the worker then closes the older ones. */
function tagOf(push: Push, powers: NotificationPowers): string {
	const incident = push.incidentId ?? "tocsin";
	return powers.maxActions === undefined ? `${incident}:${push.attempt}` : incident;
}

function newsOf(push: Push, now: number): Announcement {
	const { incidentId, token, title } = push;
	// What nobody has to answer any more replaces its page; anything else stands beside it.
	const isSettled = push.kind === "resolved" || push.kind === "acknowledged";
	const tag = isSettled ? incidentId : `${String(push.kind)}:${push.subjectId || incidentId}`;
	const options = { ...common(now), body: push.body, tag: tag ?? "tocsin", silent: push.silent };
	return {
		receipt: token,
		page: null,
		notice: {
			title,
			options: {
				...options,
				data: { tocsin: 1, role: "news", incidentId, place: placeOf(push), token, title },
			},
		},
	};
}

/** An update is due: one press posts what it says, a tap leads to where another is written. */
function reminderOf(push: Push, powers: NotificationPowers, now: number): Announcement {
	const { receipt, page, notice } = newsOf(push, now);
	const able = (powers.maxActions ?? 0) > 0 && push.token !== null;
	const place = push.incidentId && `/app/incidents/${push.incidentId}?update=${push.audience}`;
	const options = {
		...notice.options,
		...{ silent: false, renotify: true, requireInteraction: true },
		...(able && { actions: [{ action: NO_CHANGE, title: NOTHING_NEW }] }),
		data: { ...notice.options.data, place },
	};
	return { receipt, page, notice: { title: notice.title, options } };
}

/** Many incidents page: it is answered where all of them are. What nobody has to answer any more has no token. */
function bundleOf(push: Push, powers: NotificationPowers, now: number): Announcement {
	const { notice, ...rest } = newsOf(push, now);
	const renotify = !push.silent;
	// As with pages, a tag would replace it without a sound there.
	const tag = `${notice.options.tag}${renotify && powers.maxActions === undefined ? `:${now}` : ""}`;
	const options = { ...notice.options, tag, renotify, requireInteraction: push.token !== null };
	return { ...rest, notice: { title: notice.title, options } };
}

/** Made of ids that look like ours, never of an address that somebody sent. */
function placeOf({ kind, subjectId, incidentId, token }: Push): string | null {
	if (kind === "digest") return "/app/digest";
	if (kind === "check_in") return `/app/readiness#t=${token}`;
	if (kind === "bundle") return "/app/";
	if (kind !== "reminder") return null;
	if (/^act_\w{1,40}$/.test(subjectId)) return `/app/actions?item=${subjectId}`;
	return subjectId.startsWith("rev_") && incidentId !== null ? `/app/reviews/${incidentId}` : null;
}

function generic(title: string | null, token: string | null, now: number): Announcement {
	return {
		receipt: token,
		page: null,
		notice: {
			title: GENERIC_TITLE,
			options: {
				...common(now),
				body: title ?? GENERIC_BODY,
				tag: "tocsin",
				renotify: true,
				requireInteraction: true,
				silent: false,
				data: { tocsin: 1, role: "page", incidentId: null, token, title: title ?? GENERIC_TITLE },
			},
		},
	};
}

const common = (now: number) => ({ icon: ICON, badge: BADGE, lang: "en", timestamp: now });

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function field(value: unknown, name: string): unknown {
	return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function words(value: unknown, limit: number): string {
	const text = typeof value === "string" ? value.trim() : "";
	return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
