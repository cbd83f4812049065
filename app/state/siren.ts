/** Pages of this person that nobody has answered, and whether they take the whole screen. */
import { createSignal, onCleanup } from "solid-js";
import { now } from "./clock.ts";
import { canAcknowledge } from "./first-acknowledgement.ts";
import { onNews } from "./live.ts";
import { myId } from "./session.ts";
import type { Incident } from "./wire.ts";

export interface PageHere {
	incidentId: string;
	/** "P1 · Checkout is down". */
	title: string;
	severity: string;
	/** Epoch ms. */
	at: number;
}

/** Whose hand is on the screen sees the line at its edge first: nothing large comes under a thumb. */
export const HAND_OFF_MS = 15_000;

const [pages, setPages] = createSignal<ReadonlyMap<string, PageHere>>(new Map());
const [touchedAt, setTouchedAt] = createSignal(Date.now());
const [isAtBedside, setAtBedside] = createSignal(false);

export { isAtBedside, setAtBedside };

/** The gravest first, then the oldest. */
export const pagesHere = (): PageHere[] =>
	[...pages().values()].sort((a, b) => a.severity.localeCompare(b.severity) || a.at - b.at);

/** Whether a page takes the whole screen: at once beside a bed, else when nobody has touched this device for a while. */
export const sirenIsDue = (): boolean =>
	pages().size > 0 && (isAtBedside() || now() - touchedAt() >= HAND_OFF_MS);

export const pageArrived = (page: PageHere): unknown =>
	setPages((before) => new Map(before).set(page.incidentId, page));

export const pageOf = ({ id, severity, title }: Incident, at: number): PageHere => ({
	...{ incidentId: id, severity, title: `${severity} · ${title}`, at },
});

/** Somebody has it, it is over, or this person wants silence until the next call. */
export const pageSettled = (incidentId: string): unknown =>
	setPages((before) => new Map([...before].filter(([id]) => id !== incidentId)));

/** Pages that come live, while the component that asks is there. */
export function followPages(): void {
	const touch = () => setTouchedAt(Date.now());
	const kinds = ["pointerdown", "keydown", "input"];
	for (const kind of kinds) addEventListener(kind, touch, { capture: true });
	onCleanup(() => {
		for (const kind of kinds) removeEventListener(kind, touch, { capture: true });
	});
	touch();
	onNews(({ incident, events }) => {
		if (!canAcknowledge(incident, myId())) return pageSettled(incident.id);
		const isMine = events.some(({ type, data }) => type === "page_queued" && data.userId === myId());
		if (!isMine || incident.source.kind === "test") return;
		return pageArrived(pageOf(incident, Date.now()));
	});
}
