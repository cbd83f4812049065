import type { CheckInClaim } from "../../platform/rules/caller.ts";
import { visible } from "../../platform/rules/visible.ts";
import type { Severity, Urgency } from "./severity.ts";

export const PUSH_KINDS = [
	"page",
	"test",
	"acknowledged",
	"resolved",
	"update_due",
	"check_in",
	"status",
	"reminder",
	"digest",
	"bundle",
] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

export const TITLE_LIMIT = 120;
export const BODY_LIMIT = 300;

/** What a page says, before it is put on any wire. */
export interface PageMessage {
	kind: PushKind;
	pageId: string;
	incidentId: string;
	/** Of the incident when the page was queued: an answer to it counts for no other. */
	epoch: number;
	/** 0 until it has one, since no page waits for it, and for a test page: then it is left out. */
	number: number;
	severity: Severity;
	urgency: Urgency;
	service: string;
	title: string;
	level: number;
	attempt: number;
	/** The problem begins again and again: this page may be the only one for a while. */
	flapping: boolean;
	/** What was seen: "503 in 212 ms"; absent or null when nothing was. */
	cause?: string | null;
	/** What was tried before anybody was called: "tried Restart, it failed"; absent or null when nothing was. */
	tried?: string | null;
	/** Of a reminder of an update: who waits for it. */
	audience?: "public" | "stakeholders";
	/** Of one notification for the pages of many incidents of one person. */
	bundle?: { id: string; userId: string; count: number; quiet: boolean };
	/** Where a tap leads, the token in its fragment. */
	navigate: string;
	/** Null where nobody may answer in a person's name, as at a level's own webhook. */
	token: string | null;
	/** Where the person has the incident's message already: what comes after stands below it. */
	below?: string | null;
	/** It is a drill: tools of others are not told. */
	drill?: boolean;
	/** Until the next step of the ladder; at least 1. */
	ttlSeconds: number;
}

/** The same page for where a stranger may read it: whoever follows it signs in before they answer. */
export function withoutToken(message: PageMessage): PageMessage {
	const navigate = message.navigate.replace(/\/p#.*$/, `/incidents/${message.incidentId}`);
	return { ...message, navigate, token: null };
}

/** The `data` of a bundle: it names no incident, since it is about many, and whatever replaces it by its subject. */
function bundleData(message: PageMessage, { id, userId, count }: NonNullable<PageMessage["bundle"]>) {
	const { kind, severity, pageId, token } = message;
	const held = token === null ? {} : { token };
	return { v: 1, kind, bundleId: id, subjectId: userId, count, severity, pageId, ...held };
}

/** The `data` of a push and of a webhook: ids and words, no text that the sender's system could not show. */
export function pageData(message: PageMessage): Record<string, unknown> {
	if (message.bundle) return bundleData(message, message.bundle);
	return {
		v: 1,
		kind: message.kind,
		pageId: message.pageId,
		incidentId: message.incidentId,
		...(message.number === 0 ? {} : { number: message.number }),
		severity: message.severity,
		service: message.service,
		level: message.level,
		attempt: message.attempt,
		...(message.flapping ? { flapping: true } : {}),
		...(message.audience ? { audience: message.audience } : {}),
		...(message.token === null ? {} : { token: message.token }),
	};
}

export function pageTitle(message: Pick<PageMessage, "severity" | "title">): string {
	return cut(`${message.severity} · ${message.title}`, TITLE_LIMIT);
}

/** What the title does not say: which incident, where, what was seen, and which call this is. */
export function pageBody(
	message: Pick<PageMessage, "kind" | "number" | "service" | "cause" | "attempt" | "tried" | "flapping">,
): string {
	if (message.kind === "test") return "Only you get this page. Acknowledging it ends the test.";
	const parts = [
		message.number > 0 && `#${message.number}`,
		message.service,
		message.cause,
		message.attempt > 1 && `attempt ${message.attempt}`,
		message.tried,
		message.flapping && "flapping: one page in 15 minutes at most",
	];
	return cut(parts.filter((part) => part).join(" · "), BODY_LIMIT);
}

/** Something to be read when there is time: it pages nobody and makes no sound, at whatever hour it comes. */
export interface Notice {
	kind: Extract<PushKind, "acknowledged" | "resolved" | "reminder" | "digest" | "bundle" | "check_in">;
	/** The same for every try: by it a receiver tells that it has the notice already. */
	noticeId: string;
	/** What it is about: a newer one about the same replaces it. */
	subjectId: string;
	incidentId: string | null;
	title: string;
	body: string;
	navigate: string;
	ttlSeconds: number;
	/** Of a check-in: what each method's own token claims, its method left out. */
	checkIn?: Omit<CheckInClaim, "methodId">;
	/** That token, once it is known which method has it; absent where whoever reads it is not the person. */
	token?: string;
}

/** The `data` of a notice, on every wire. */
export function noticeData({
	kind,
	noticeId,
	subjectId,
	incidentId,
	token,
}: Notice): Record<string, unknown> {
	return { v: 1, kind, noticeId, subjectId, incidentId, ...(token && { token }) };
}

/**
 * At most `limit` bytes of UTF-8, never half a character, with an ellipsis where something was left out. Lone
 * surrogates, control characters and direction marks become U+FFFD or a space: a lock screen must show what was meant.
 */
export function cut(text: string, limit: number): string {
	const clean = visible(text);
	if (utf8Length(clean) <= limit) return clean;
	let kept = "";
	let length = utf8Length("…");
	for (const char of clean) {
		length += utf8Length(char);
		if (length > limit) break;
		kept += char;
	}
	return `${kept}…`;
}

function utf8Length(text: string): number {
	let bytes = 0;
	for (const char of text) {
		const code = char.codePointAt(0) ?? 0;
		bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return bytes;
}
