import type { TimelineEvent } from "./wire.ts";
import { ms } from "./words.ts";

export const STAGES = ["queued", "accepted", "received", "opened", "acknowledged"] as const;
export type DeliveryStage = (typeof STAGES)[number];

/** How far one page got: to one person on one device. */
export interface PageDelivery {
	pageId: string;
	userId: string | null;
	userName: string | null;
	methodName: string;
	level: number;
	/** It asked for an update, not for help. */
	isReminder: boolean;
	/** How often it was sent: a page is sent again until it is answered. */
	sent: number;
	/** When each stage was reached. */
	reached: Partial<Record<DeliveryStage, number>>;
	/** `failed`: it was not delivered. `unconfirmed`: it was sent and no receipt came. */
	problem: "failed" | "unconfirmed" | null;
	reason: string | null;
	/** Why nothing more is sent: acknowledged, resolved, superseded, received, severity. */
	cancelled: string | null;
}

/** What the sentences and deliveries read of an event; anything else may be there too. */
export interface EventFields {
	[field: string]: unknown;
	pageId?: string;
	userId?: string | null;
	userName?: string | null;
	methodName?: string;
	attempt?: number;
	level?: number;
	reason?: string | null;
	targets?: { kind: string; id: string }[];
	runbook?: { name: string };
	/** Whom the escalation pages next, since that changed. */
	next?: { name: string }[];
}

/** The pages of a timeline, in the order they were queued. */
export function pageDeliveries(events: TimelineEvent[]): PageDelivery[] {
	const pages = new Map<string, PageDelivery>();
	for (const event of events) {
		const data = event.data as EventFields;
		if (event.type === "page_queued" && data.pageId) pages.set(data.pageId, newDelivery(data, ms(event.at)));
		const page = pages.get(data.pageId ?? "");
		if (page) advance(page, event, data);
	}
	return [...pages.values()];
}

function newDelivery(data: EventFields, at: number): PageDelivery {
	return {
		pageId: data.pageId ?? "",
		userId: data.userId ?? null,
		userName: data.userName ?? null,
		methodName: data.methodName ?? "a device",
		level: data.level ?? 0,
		isReminder: data.about !== undefined,
		sent: 0,
		reached: { queued: at },
		problem: null,
		reason: null,
		cancelled: null,
	};
}

function advance(page: PageDelivery, event: TimelineEvent, data: EventFields): void {
	const reach = (stage: DeliveryStage) => {
		page.reached[stage] ??= ms(event.at);
		if (stage !== "queued") page.problem = null;
	};
	if (event.type === "page_accepted") {
		reach("accepted");
		page.sent++;
	}
	if (event.type === "page_received") reach("received");
	if (event.type === "page_opened") reach("opened");
	if (event.type === "acknowledged") reach("acknowledged");
	if (event.type === "page_unconfirmed") page.problem = "unconfirmed";
	if (event.type === "page_cancelled") page.cancelled = data.reason ?? null;
	if (event.type === "page_failed") {
		page.problem = "failed";
		page.reason = data.reason ?? null;
	}
}
