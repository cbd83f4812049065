import { createContext, useContext } from "hono/jsx";
import { PLAIN_PAGE, type PublicPage } from "../people/rules/public-page.ts";
import { EN } from "./rules/languages/en.ts";
import type { Words } from "./rules/languages/words.ts";

/** What every part of a public page may ask: what the page is called, its zone, its language, and its own address. */
export interface PageFacts extends PublicPage {
	/** Where we are: "https://status.example". */
	origin: string;
	/** Of this page, without its language. Null: it has no address of its own. */
	path: string | null;
	words: Words;
	/** The visitor chose the language, and the address says so. */
	isNamed: boolean;
}

export const NO_FACTS: PageFacts = { ...PLAIN_PAGE, origin: "", path: null, words: EN, isNamed: false };

export const PageContext = createContext<PageFacts>(NO_FACTS);

export const useWords = (): Words => useContext(PageContext).words;

/** "/history?month=2026-11" → "/history?month=2026-11&lang=de" */
export const inLanguage = (path: string, tag: string): string =>
	`${path}${path.includes("?") ? "&" : "?"}lang=${tag}`;

/** An address of another page: whoever chose a language keeps it. */
export function useAddress(): (path: string) => string {
	const { words, isNamed } = useContext(PageContext);
	return (path) => (isNamed ? inLanguage(path, words.tag) : path);
}
