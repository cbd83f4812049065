/** What the three phones hold: their subscriptions' keys, and the notifications on their lock screens. */
import { randomBytes } from "node:crypto";
import { openStore, type Store } from "../parts/store.ts";
import type { PushPayload } from "../push/payload.ts";
import { makeSubscriptionKeys, type SubscriptionKeys } from "../push/subscription.ts";

export const OWNERS = ["Ana", "Bo", "Chidi"] as const;
export type Owner = (typeof OWNERS)[number];

/** How a push came over the wire, for the curious. */
export interface Wire {
	bytes: number;
	ttlSeconds: number;
	urgency: string;
	topic: string | null;
	signedBy: string;
}

/** What came of the last thing the owner did. */
export type Outcome =
	/** `at` is null when another phone took it: only the one who taps is told when. */
	| { kind: "acknowledged"; by: string; mine: boolean; at: string | null }
	| { kind: "resolved" }
	| { kind: "passed-on" }
	| { kind: "too-late"; why: string }
	| { kind: "not-delivered"; did: "acknowledge" | "escalate" };

export interface Notice {
	/** Notifications of one tag replace each other, as on every phone. */
	tag: string;
	payload: PushPayload;
	/** Epoch ms. */
	arrivedAt: number;
	/** How often it rang under this tag. */
	rings: number;
	wire: Wire;
	receipt: { state: "sending" | "failed" } | { state: "sent"; tookMs: number };
	outcome: Outcome | null;
}

export interface Phone {
	owner: Owner;
	/** The secret part of the endpoint's address. */
	seat: string;
	keys: SubscriptionKeys;
	/** Newest first. */
	notices: Notice[];
}

const KEPT_NOTICES = 12;

/** Keys are on disk before anybody learns of them, so that a restart still reads what is sent to them. */
export function openPhones(folder: string): Store<Phone[]> {
	return openStore(`${folder}/phones.json`, () => OWNERS.map(newPhone), isPhones);
}

/** Puts a push on the lock screen; one of the same tag takes the place of the earlier. */
export function show(phone: Phone, payload: PushPayload, wire: Wire, now: number): Notice {
	const { tag } = payload.notification;
	const earlier = phone.notices.find((notice) => notice.tag === tag);
	const notice: Notice = {
		tag,
		payload,
		arrivedAt: now,
		rings: (earlier?.rings ?? 0) + 1,
		wire,
		receipt: { state: "sending" },
		outcome: null,
	};
	phone.notices = [notice, ...phone.notices.filter((other) => other.tag !== tag)].slice(0, KEPT_NOTICES);
	return notice;
}

function newPhone(owner: Owner): Phone {
	return { owner, seat: randomBytes(12).toString("base64url"), keys: makeSubscriptionKeys(), notices: [] };
}

function isPhones(value: unknown): value is Phone[] {
	return (
		Array.isArray(value) &&
		value.length === OWNERS.length &&
		value.every(
			(phone, i) => phone?.owner === OWNERS[i] && phone.keys?.privateKey && Array.isArray(phone.notices),
		)
	);
}
