/** What a responder's phone does with a push, without the phone: shows it by tag, sends the receipt, and is tapped. */
import type { PushPayload } from "../../scripts/demo/push/payload.ts";
import type { PushRecord, PushService, Subscription } from "./push-service.ts";

export interface PageAnswer<T = unknown> {
	status: number;
	body: T;
}

export interface AcknowledgeAnswer {
	result: "acknowledged" | "already_acknowledged" | "already_resolved";
	by: { kind: string; id: string | null; name: string } | null;
	at: string;
	incidentId: string;
	state: string;
}

export interface Phone {
	subscription: Subscription;
	/** The lock screen: one notification per tag, the newest payload of each, oldest tag first. */
	notifications: Map<string, PushPayload>;
	/** Set to false: a phone whose service worker does not run (iOS showing it declaratively). */
	sendsReceipts: boolean;
	/** Answers of the receipts sent so far. */
	receipts: PageAnswer[];
	/** The next page-like push to this phone that came, or will come, at or after `since` (epoch ms). */
	waitForPage(since?: number, timeoutMs?: number): Promise<PushRecord>;
	acknowledge(push?: PushRecord, occurredAt?: string): Promise<PageAnswer<AcknowledgeAnswer>>;
	/** "I cannot take it". */
	escalate(push?: PushRecord): Promise<PageAnswer>;
	open(push?: PushRecord): Promise<PageAnswer>;
	/** What the small page behind the tap is told. */
	look(push?: PushRecord): Promise<PageAnswer>;
}

/** `origin()` is asked at every call: an instance may come back on another port. */
export function makePhone(name: string, service: PushService, origin: () => string): Phone {
	const subscription = service.subscribe(name);
	const call = async <T>(method: string, action: string, push?: PushRecord, body?: object) => {
		const token = tokenOf(push ?? subscription.records().findLast(isPage));
		const response = await fetch(`${origin()}/api/v1/page-actions/${action}`, {
			method,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			body: body ? JSON.stringify(body) : null,
		});
		const text = await response.text();
		return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
	};
	const phone: Phone = {
		subscription,
		notifications: new Map(),
		sendsReceipts: true,
		receipts: [],
		waitForPage: (since = 0, timeoutMs = 20_000) =>
			service.waitFor((r) => r.endpoint === subscription.endpoint && r.at >= since && isPage(r), timeoutMs),
		acknowledge: (push, occurredAt) => call("POST", "acknowledge", push, occurredAt ? { occurredAt } : {}),
		escalate: (push) => call("POST", "escalate", push, {}),
		open: (push) => call("POST", "receipt", push, { event: "opened" }),
		look: (push) => call("GET", "page", push),
	};
	service.onPush((record) => {
		if (record.endpoint !== subscription.endpoint || !record.delivered || !record.payload) return;
		phone.notifications.set(record.payload.notification.tag, record.payload);
		if (!phone.sendsReceipts || !record.payload.notification.data.token) return;
		// Show first, then tell: the push service's answer must not wait for the receipt.
		call("POST", "receipt", record, { event: "received" }).then(
			(answer) => phone.receipts.push(answer),
			() => phone.receipts.push({ status: 0, body: null }),
		);
	});
	return phone;
}

/** What asks for an answer; not the word that somebody else has given it. */
const isPage = ({ payload }: PushRecord): boolean =>
	payload !== null && ["page", "test"].includes(String(payload.notification.data.kind));

function tokenOf(push: PushRecord | undefined): string {
	const token = push?.payload?.notification.data.token;
	if (!token) throw new Error("this phone has no page to answer");
	return token;
}
