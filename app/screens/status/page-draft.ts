import { type PageAccents, refuseAccent, THEMES } from "../../../worker/people/rules/page-accents.ts";
import type { PageLanguage } from "../../../worker/people/rules/page-languages.ts";
import type { PageSettings } from "../../../worker/people/rules/public-page.ts";

/** What the settings say of the public page. What a device remembers of an earlier version lacks some of it. */
export type SavedPage = Partial<PageSettings> & { version: number };

/** As it is typed. */
export interface PageDraft {
	name: string;
	logo: string | null;
	accents: PageAccents | null;
	intro: string;
	footer: string;
	timeZone: string;
	languages: PageLanguage[];
}

export const draftOf = (saved: SavedPage): PageDraft => ({
	name: saved.organizationName ?? "",
	logo: saved.logo ?? null,
	accents: saved.pageAccents ?? null,
	intro: saved.pageIntro ?? "",
	footer: saved.pageFooter ?? "",
	timeZone: saved.timeZone ?? "",
	languages: saved.languages ?? ["en"],
});

/** As it is sent. */
export const bodyOf = (draft: PageDraft): Omit<PageSettings, "collapsedGroups"> => ({
	organizationName: draft.name.trim() || null,
	logo: draft.logo,
	pageAccents: draft.accents,
	pageIntro: draft.intro.trim() || null,
	pageFooter: draft.footer.trim() || null,
	timeZone: draft.timeZone.trim() || null,
	languages: draft.languages,
});

/** Whether the server would take it: what it would refuse cannot be shown. */
export const canBeShown = ({ accents, timeZone }: PageDraft): boolean =>
	THEMES.every((theme) => accents === null || refuseAccent(accents[theme], theme) === null) &&
	isZone(timeZone.trim());

function isZone(name: string): boolean {
	if (name === "") return true;
	try {
		return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
	} catch {
		return false;
	}
}
