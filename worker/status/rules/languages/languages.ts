import type { PageLanguage } from "../../../people/rules/page-languages.ts";
import { AR } from "./ar.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { JA } from "./ja.ts";
import { PT_BR } from "./pt-BR.ts";
import type { Words } from "./words.ts";
import { ZH } from "./zh.ts";

/** All that the page can speak. */
export const LANGUAGES: Record<PageLanguage, Words> = {
	...{ en: EN, de: DE, fr: FR, es: ES },
	...{ "pt-BR": PT_BR, ja: JA, zh: ZH, ar: AR },
};

/**
 * The language to answer in: the one that an address names, else the first of the browser's that is offered, else the
 * first that is offered. `accepted` is in the order of preference; "pt" and "pt-PT" find "pt-BR".
 */
export function languageFor(
	named: string | null,
	accepted: string[],
	offered: PageLanguage[],
): { words: Words; isNamed: boolean } {
	const exact = offered.find((one) => one === named);
	if (exact) return { words: LANGUAGES[exact], isNamed: true };
	const found = accepted.map((wish) => nearest(wish, offered)).find((one) => one !== undefined);
	return { words: LANGUAGES[found ?? offered[0] ?? "en"], isNamed: false };
}

function nearest(wish: string, offered: PageLanguage[]): PageLanguage | undefined {
	const tag = wish.toLowerCase();
	const [main] = tag.split("-");
	return (
		offered.find((one) => one.toLowerCase() === tag) ??
		offered.find((one) => one.toLowerCase().split("-")[0] === main)
	);
}
