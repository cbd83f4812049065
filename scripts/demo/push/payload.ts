/** The push payload as the contract promises it to phones: the declarative form, one kind in `data.kind`. */
export interface PushPayload {
	web_push: 8030;
	mutable?: boolean;
	notification: {
		title: string;
		body: string;
		navigate: string;
		tag: string;
		lang?: string;
		silent?: boolean;
		data: PushData;
	};
}

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
] as const;

export interface PushData {
	v: 1;
	kind: (typeof PUSH_KINDS)[number];
	pageId: string;
	incidentId: string;
	number: number;
	severity: string;
	service: string;
	level: number;
	attempt: number;
	/** The capability: read this page, send its receipt, acknowledge, escalate. */
	token: string;
}

/** Reads a decrypted payload; throws when it is not what a phone could show. */
export function readPayload(plaintext: string): PushPayload {
	const value: unknown = JSON.parse(plaintext);
	if (!isShowable(value)) throw new Error("not a declarative push message");
	return value;
}

/** The least a browser needs to show a notification; the rest is for the scenarios to assert. */
function isShowable(value: unknown): value is PushPayload {
	if (typeof value !== "object" || value === null || !("notification" in value)) return false;
	const shown = value.notification;
	if (typeof shown !== "object" || shown === null) return false;
	return ["title", "navigate", "tag"].every((key) => typeof Reflect.get(shown, key) === "string");
}
