/** What the three phones hold: their subscriptions' keys, and the notifications on their lock screens. */
import { randomBytes } from "node:crypto";
import type { NoticeData } from "../../../app/push/notice.ts";
import type { Announcement } from "../../../app/service-worker/announcement.ts";
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

export interface Notice extends Shown {
	/** Notifications of one tag replace each other, as on every phone. */
	tag: string;
	/** Where a tap leads. */
	navigate: string;
	severity: string;
	/** Epoch ms. */
	arrivedAt: number;
	/** How often it rang under this tag. */
	rings: number;
	wire: Wire;
	receipt: { state: "sending" | "failed" | "none" } | { state: "sent"; tookMs: number };
}

/** What the service worker put on the lock screen. */
export interface Shown {
	title: string;
	body: string;
	/** `page`: it asks for an answer. */
	role: NoticeData["role"];
	data: NoticeData;
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
	const store = openStore(`${folder}/phones.json`, () => OWNERS.map(newPhone), isPhones);
	// What an earlier version showed, this one cannot.
	for (const phone of store.value) phone.notices = phone.notices.filter((notice) => "role" in notice);
	return store;
}

/** Puts a notification on the lock screen; one of the same tag takes the place of the earlier. */
export function show(phone: Phone, announced: Announcement, payload: PushPayload, wire: Wire): Notice {
	const { title, options } = announced.notice;
	const tag = options.tag ?? "tocsin";
	const earlier = phone.notices.find((notice) => notice.tag === tag);
	const isPage = options.data.role === "page";
	const notice: Notice = {
		...{ tag, title, wire },
		body: options.body ?? "",
		role: options.data.role,
		data: options.data,
		navigate: payload.notification.navigate,
		severity: payload.notification.data?.severity ?? "",
		arrivedAt: Date.now(),
		rings: isPage ? (earlier?.role === "page" ? earlier.rings : 0) + 1 : 0,
		receipt: { state: announced.receipt === null ? "none" : "sending" },
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
