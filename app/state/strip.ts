import { createSignal, onCleanup } from "solid-js";

/** `alarm`: somebody is being paged. `amber`: something is not as it should be. `plain`: worth knowing. */
export type StripTone = "alarm" | "amber" | "plain";

export interface StripItem {
	tone: StripTone;
	/** A sentence, without a full stop: "1 acknowledgement queued, not delivered". */
	text: string;
	/** The incidents that it tells of: a screen that shows all of them says it better. */
	about?: string[];
	href?: string;
	act?: string;
	onAct?(): void;
}

const [items, setItems] = createSignal<ReadonlyMap<string, StripItem>>(new Map());
const [screens, setScreens] = createSignal<(() => string[])[]>([]);

/** What is said beside every screen now, by whoever said it, without what the screen itself shows. */
export function stripItems(): StripItem[] {
	const shown = new Set(screens().flatMap((ids) => ids()));
	const isShown = ({ about }: StripItem) => about?.every((id) => shown.has(id)) === true;
	return [...items().values()].filter((item) => !isShown(item));
}

/** For a screen that shows these incidents with what becomes of them, while it is there. */
export function showsIncidents(ids: () => string[]): void {
	setScreens((before) => [...before, ids]);
	onCleanup(() => setScreens((before) => before.filter((one) => one !== ids)));
}

/** Says something beside every screen until it is taken back with null. Each `id` has one line. */
export function setStrip(id: string, item: StripItem | null): void {
	setItems((before) => {
		const next = new Map(before);
		if (item) next.set(id, item);
		else next.delete(id);
		return next;
	});
}
