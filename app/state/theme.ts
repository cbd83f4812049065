import { createSignal } from "solid-js";

export const THEMES = ["system", "dark", "light", "night"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "tocsin-theme";
const GROUNDS = { dark: "#100d09", light: "#f8f6f2", night: "#100605" } as const;
const [chosen, setChosen] = createSignal<Theme>("system");

/** What the person chose; `system` follows the device. */
export const theme = chosen;

/** Wall-clock times of this device, "22:00"; past midnight where `to` is not after `from`. */
export interface NightHours {
	from: string;
	to: string;
}
const HOURS_KEY = "tocsin-night-hours";
const HOURS_LOOK_MS = 30_000;
const [hours, setHours] = createSignal<NightHours | null>(null);

/** When the night theme is worn whatever else was chosen; null: never by itself. */
export const nightHours = hours;

/** Keeps the hours on this device, and wears what they say. */
export function chooseNightHours(next: NightHours | null): void {
	setHours(next);
	quietly(() => localStorage.setItem(HOURS_KEY, next ? `${next.from} ${next.to}` : ""));
	wear();
}

let isForced = false;

/** Whatever was chosen, while a screen is up that lies beside a bed. */
export function wearNight(isOn: boolean): void {
	isForced = isOn;
	wear();
}

/** Whether a wall-clock time lies within the hours: `from` is in, `to` is out. */
export const isNight = ({ from, to }: NightHours, time: string): boolean =>
	from < to ? from <= time && time < to : time >= from || time < to;

/** Shows a theme and remembers it on this device. */
export function chooseTheme(next: Theme): void {
	setChosen(next);
	// Without storage the choice lasts as long as the page.
	quietly(() => localStorage.setItem(KEY, next));
	wear();
}

/** Before the first paint: the remembered theme, and from then on the device's changes. */
export function startTheme(): void {
	setChosen(remembered());
	setHours(rememberedHours());
	setInterval(() => hours() && wear(), HOURS_LOOK_MS);
	matchMedia("(prefers-color-scheme: light)").addEventListener("change", wear);
	wear();
}

function wear(): void {
	const next = worn();
	document.documentElement.dataset.theme = next;
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		meta.removeAttribute("media");
		meta.content = GROUNDS[next];
	}
}

function worn(): keyof typeof GROUNDS {
	const range = hours();
	if (isForced || (range && isNight(range, new Date().toTimeString().slice(0, 5)))) return "night";
	const one = chosen();
	if (one !== "system") return one;
	return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

function remembered(): Theme {
	const stored = quietly(() => localStorage.getItem(KEY));
	return THEMES.find((theme) => theme === stored) ?? "system";
}

function rememberedHours(): NightHours | null {
	const [, from, to] =
		/^(\d\d:\d\d) (\d\d:\d\d)$/.exec(quietly(() => localStorage.getItem(HOURS_KEY)) ?? "") ?? [];
	return from && to ? { from, to } : null;
}

function quietly<T>(act: () => T): T | null {
	try {
		return act();
	} catch {
		return null;
	}
}
