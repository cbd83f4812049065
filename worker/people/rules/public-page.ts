import type { PageAccents } from "./page-accents.ts";
import { DEFAULT_PAGE_LANGUAGES, type PageLanguage } from "./page-languages.ts";

/** What the organization calls its page, how it looks, and what it says of itself. */
export interface PublicPage {
	name: string | null;
	/** A `data:` URL: see `page-logo.ts`. */
	logo: string | null;
	/** Null: the colors it has of itself. */
	accents: PageAccents | null;
	/** Markdown, below the verdict and at the foot of every page. */
	intro: string | null;
	footer: string | null;
	/** The groups of components that are shown folded while nothing is wrong in them. */
	collapsedGroups: string[];
	/** Beside UTC. */
	timeZone: string | null;
	/** That it speaks; the first where it speaks none of the visitor's. */
	languages: PageLanguage[];
}

export const PLAIN_PAGE: PublicPage = {
	...{ name: null, logo: null, accents: null, intro: null, footer: null, timeZone: null },
	collapsedGroups: [],
	languages: DEFAULT_PAGE_LANGUAGES,
};

/** As the settings have it. */
export interface PageSettings {
	organizationName: string | null;
	logo: string | null;
	pageAccents: PageAccents | null;
	pageIntro: string | null;
	pageFooter: string | null;
	/** Null: none, as before there were any. */
	collapsedGroups: string[] | null;
	timeZone: string | null;
	/** Null: nobody has chosen. */
	languages: PageLanguage[] | null;
}

/** The public's part of the settings, word by word. */
export function publicPageOf(settings: PageSettings): PublicPage {
	const { organizationName: name, logo, pageAccents: accents, timeZone } = settings;
	const { pageIntro: intro, pageFooter: footer, languages } = settings;
	return {
		...{ name, logo, accents, intro, footer, timeZone },
		collapsedGroups: settings.collapsedGroups ?? [],
		languages: languages ?? DEFAULT_PAGE_LANGUAGES,
	};
}
