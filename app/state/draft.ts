import { type Accessor, createSignal } from "solid-js";

/** What somebody was writing: kept on this device until it is sent, so that a call or a dead battery costs no words. */
export function draft(key: string): [Accessor<string>, (text: string) => void, () => void] {
	const place = `tocsin-draft:${key}`;
	const [text, setText] = createSignal(quietly(() => localStorage.getItem(place)) ?? "");
	const write = (next: string) => {
		setText(next);
		quietly(() => localStorage.setItem(place, next));
	};
	const drop = () => {
		setText("");
		quietly(() => localStorage.removeItem(place));
	};
	return [text, write, drop];
}

function quietly<T>(act: () => T): T | null {
	try {
		return act();
	} catch {
		return null;
	}
}
