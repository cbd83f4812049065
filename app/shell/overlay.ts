import { createSignal, onCleanup } from "solid-js";
import { isTyping, shortcutsOn } from "../state/shortcuts.ts";
import { type GlobalKey, globalKey } from "./key-words.ts";

/** What can be opened over any screen, from anywhere. */
export type Overlay = "palette" | "help" | "declare";

const [shown, setShown] = createSignal<Overlay | null>(null);
export const overlay = shown;
export const openOverlay = setShown;

/** So long g waits for the letter after it. */
const AFTER_G_MS = 1_200;

/**
 * Before every screen's own keys, until the component that asked is gone: what is meant everywhere reaches no screen.
 * `search`: into the list's own field, where it has one.
 */
export function followGlobalKeys(go: (path: string) => void): void {
	let pressedGAt = Number.NEGATIVE_INFINITY;
	const act = (key: GlobalKey) => {
		if (typeof key === "object") return go(key.go);
		if (key === "palette" || key === "help") return setShown(key);
		if (key === "go") return;
		const field = document.querySelector<HTMLInputElement>("input[data-search]");
		if (!field) return setShown("palette");
		field.focus();
		field.select();
	};
	const press = (event: KeyboardEvent) => {
		const isOpen = document.querySelector("dialog[open]") !== null;
		const afterG = event.timeStamp - pressedGAt < AFTER_G_MS;
		const key = isOpen ? null : globalKey(event, afterG, shortcutsOn());
		pressedGAt = Number.NEGATIVE_INFINITY;
		if (!key || (key !== "palette" && isTyping(event.target))) return;
		if (key === "go") pressedGAt = event.timeStamp;
		event.preventDefault();
		event.stopPropagation();
		act(key);
	};
	document.addEventListener("keydown", press, { capture: true });
	onCleanup(() => document.removeEventListener("keydown", press, { capture: true }));
}
