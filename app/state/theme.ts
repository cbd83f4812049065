import { createSignal } from "solid-js";

export const THEMES = ["system", "dark", "light", "night"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "tocsin-theme";
const GROUNDS = { dark: "#100d09", light: "#f8f6f2", night: "#100605" } as const;
const [chosen, setChosen] = createSignal<Theme>("system");

/** What the person chose; `system` follows the device. */
export const theme = chosen;

/** Shows a theme and remembers it on this device. */
export function chooseTheme(next: Theme): void {
	setChosen(next);
	try {
		localStorage.setItem(KEY, next);
	} catch {
		// Without storage the choice lasts as long as the page.
	}
	wear();
}

/** Before the first paint: the remembered theme, and from then on the device's changes. */
export function startTheme(): void {
	setChosen(remembered());
	matchMedia("(prefers-color-scheme: light)").addEventListener("change", wear);
	wear();
}

function wear(): void {
	const light = matchMedia("(prefers-color-scheme: light)").matches;
	const worn = chosen() === "system" ? (light ? "light" : "dark") : (chosen() as keyof typeof GROUNDS);
	document.documentElement.dataset.theme = worn;
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		meta.removeAttribute("media");
		meta.content = GROUNDS[worn];
	}
}

function remembered(): Theme {
	try {
		const stored = localStorage.getItem(KEY);
		return THEMES.find((theme) => theme === stored) ?? "system";
	} catch {
		return "system";
	}
}
