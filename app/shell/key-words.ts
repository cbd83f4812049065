/** The keys that act on every screen: pure, so that each can be tried without a browser. */
import type { KeyHelp } from "../state/shortcuts.ts";

/** After g: where each letter leads. */
export const PLACES: Record<string, string> = {
	n: "/",
	i: "/incidents",
	o: "/on-call",
	s: "/services",
	m: "/monitors",
	r: "/reviews",
	a: "/actions",
	p: "/people",
	t: "/settings",
};

export type GlobalKey = { go: string } | "go" | "palette" | "search" | "help";

export interface Press {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	repeat: boolean;
}

/**
 * What a key means everywhere; null for none. `afterG`: g was pressed just before. With `single` off only those act that
 * nobody presses by accident.
 */
export function globalKey(press: Press, afterG: boolean, single: boolean): GlobalKey | null {
	const { key, ctrlKey, metaKey, altKey, repeat } = press;
	if (repeat || altKey) return null;
	if (ctrlKey || metaKey) return key.toLowerCase() === "k" ? "palette" : null;
	if (key === "?") return "help";
	if (!single) return null;
	const place = afterG ? PLACES[key] : undefined;
	if (place) return { go: place };
	if (key === "g") return "go";
	return key === "/" ? "search" : null;
}

export const isApple = (platform: string): boolean => /mac|iphone|ipad/i.test(platform);

/** For the list of keys: what is not among `places` is left out. */
export function globalHelp(apple: boolean, places: { path: string; title: string }[]): KeyHelp[] {
	const goes = Object.entries(PLACES).flatMap(([letter, path]) => {
		const title = places.find((one) => one.path === path)?.title;
		return title ? [{ keys: ["g", letter], does: `Go to ${title}` }] : [];
	});
	const chord = apple ? "⌘" : "Ctrl";
	return [
		{ keys: [chord, "K"], does: "Search and commands" },
		{ keys: [chord, "Enter"], does: "Send the open form" },
		{ keys: ["/"], does: "Search this list" },
		{ keys: ["?"], does: "Keyboard shortcuts" },
		...goes,
	];
}
