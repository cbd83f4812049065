import { createSignal, onCleanup } from "solid-js";

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

/** A line of the list of keys. */
export interface KeyHelp {
	keys: string[];
	does: string;
}

const [screens, setScreens] = createSignal<readonly { title: string; keys: KeyHelp[] }[]>([]);

/** The keys of the screens that are shown, for the list of keys. */
export const keysHere = screens;

/** Adds a screen's keys to the list, until the component that asked is gone. */
export function offerKeys(title: string, keys: KeyHelp[]): void {
	const mine = { title, keys };
	setScreens((before) => [...before, mine]);
	onCleanup(() => setScreens((before) => before.filter((one) => one !== mine)));
}

/** In a field, a choice or a dialog, keys belong to it. */
export const isTyping = (target: EventTarget | null): boolean =>
	target instanceof Element && target.closest("input, textarea, select, dialog, [contenteditable]") !== null;

/** While the component that asked is there: single keys, unless somebody types, a dialog is open or they are off. */
export function onSingleKey(press: (event: KeyboardEvent) => void): void {
	const heard = (event: KeyboardEvent) => {
		if (isOn() && !isTyping(event.target) && !document.querySelector("dialog[open]")) press(event);
	};
	document.addEventListener("keydown", heard);
	onCleanup(() => document.removeEventListener("keydown", heard));
}

function read(): boolean {
	try {
		return localStorage.getItem(STORAGE_KEY) !== "off";
	} catch {
		return true;
	}
}
