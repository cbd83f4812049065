import { createSignal, onCleanup, onMount } from "solid-js";
import { type KeyAct, keyAct } from "./keys.ts";

const STORAGE_KEY = "tocsin-shortcuts";
const [isOn, setOn] = createSignal(read());

/** Whether single keys act; people who dictate or use a switch turn them off. */
export const shortcutsOn = isOn;

export function useShortcuts(on: boolean): void {
	setOn(on);
	try {
		localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
	} catch {
		// Forgotten with the tab then.
	}
}

/** While the component that asked is there: keys act unless somebody types, a dialog is open or they are off. */
export function followKeys(onAct: (act: KeyAct) => void, isBusy: () => boolean): void {
	const press = (event: KeyboardEvent) => {
		const act = keyAct(event);
		if (!act || isBusy() || isTyping(event.target)) return;
		if (!isOn() && act !== "help") return;
		event.preventDefault();
		onAct(act);
	};
	onMount(() => document.addEventListener("keydown", press));
	onCleanup(() => document.removeEventListener("keydown", press));
}

/** In a field, a choice or a dialog, keys belong to it. */
const isTyping = (target: EventTarget | null): boolean =>
	target instanceof Element && target.closest("input, textarea, select, dialog, [contenteditable]") !== null;

function read(): boolean {
	try {
		return localStorage.getItem(STORAGE_KEY) !== "off";
	} catch {
		return true;
	}
}
