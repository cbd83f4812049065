import { createSignal } from "solid-js";

/** `alarm`: somebody is being paged. `amber`: something is not as it should be. `plain`: worth knowing. */
export type StripTone = "alarm" | "amber" | "plain";

export interface StripItem {
	tone: StripTone;
	/** A sentence, without a full stop: "1 acknowledgement queued, not delivered". */
	text: string;
	href?: string;
	act?: string;
	onAct?(): void;
}

const [items, setItems] = createSignal<ReadonlyMap<string, StripItem>>(new Map());

/** What is said on top of every screen now, by whoever said it. */
export const stripItems = (): StripItem[] => [...items().values()];

/** Says something on top of every screen until it is taken back with null. Each `id` has one line. */
export function setStrip(id: string, item: StripItem | null): void {
	setItems((before) => {
		const next = new Map(before);
		if (item) next.set(id, item);
		else next.delete(id);
		return next;
	});
}
