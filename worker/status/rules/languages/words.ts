import type { OwnWords } from "../../../incidents/rules/own-words.ts";
import type { NameWords } from "../../../incidents/rules/public-name.ts";
import type { PublicStatus } from "../../../incidents/rules/public-view.ts";
import type { PublicState } from "../../../maintenance/rules/public-maintenance.ts";
import type { Doubt } from "../../../monitoring/rules/standing.ts";
import type { PageLanguage } from "../../../people/rules/page-languages.ts";
import type { ComponentStatus } from "../../../services/rules/component.ts";
import type { PlannedWords } from "../planned.ts";
import type { PromiseWords } from "../update-lines.ts";

/** What takes something from customers, or may. */
export type Trouble = Exclude<ComponentStatus, "operational">;

/** The page's largest sentence, and what stands under it. `names` are one or several in words, `count` says how many. */
export interface VerdictWords {
	nothingListed: string;
	affected: Record<Trouble, (names: string, count: number) => string>;
	everything: Record<Trouble, string>;
	/** In different ways. */
	mixed: (names: string) => string;
	checking: (names: string, count: number) => string;
	unknown: (names: string, count: number) => string;
	/** Two or more. */
	minor: (count: number) => string;
	workedAt: (time: string) => string;
	cannotTell: string;
	allWell: string;
	restWell: string;
	notChecked: (names: string) => string;
	/** Two or more, at the end of a list. */
	others: (count: number) => string;
}

/**
 * All that the public page says in one language, but for what the platform knows: names of days and months, numbers,
 * lengths of time and lists. `{time}`, `{from}` and `{to}` stand where an instant is shown.
 */
export interface Words {
	tag: PageLanguage;
	dir: "ltr" | "rtl";
	/** The language's name in itself. */
	name: string;
	/** What ends a sentence. */
	stop: string;
	frame: {
		status: string;
		title: (name: string) => string;
		history: string;
		subscribe: string;
		timesUtc: string;
		timesIn: (zone: string) => string;
		badge: string;
		incidents: string;
		languages: string;
	};
	statuses: Record<ComponentStatus, string>;
	doubts: Record<Doubt, string>;
	updates: Record<PublicStatus, string>;
	verdict: VerdictWords;
	parts: {
		components: string;
		none: string;
		openIncidents: string;
		recent: string;
		past: string;
		noIncidents: string;
		noOthers: string;
		latest: string;
		updates: string;
		report: string;
		calendar: string;
		lastDays: string;
	};
	bars: {
		of: (component: string) => string;
		from: string;
		to: string;
		noData: string;
		lessThanDay: string;
		uptime: (percent: string) => string;
		day: (date: string, what: string) => string;
		dayWithoutData: string;
		down: (length: string) => string;
		partly: (length: string) => string;
		degraded: (length: string) => string;
		maintenance: string;
		maintenanceFor: (length: string) => string;
		noOutages: string;
		since: (date: string) => string;
		lessThanMinute: string;
	};
	incident: {
		names: NameWords;
		own: OwnWords;
		/** `{time}` */
		open: (length: string) => string;
		over: (length: string) => string;
		promises: PromiseWords;
		review: string;
		published: string;
	};
	planned: {
		states: Record<PublicState, string>;
		ahead: string;
		past: string;
		/** `{from}`, `{to}` */
		times: string;
		words: PlannedWords;
	};
	history: {
		title: (month: string) => string;
		about: (month: string) => string;
		none: (month: string) => string;
		unavailable: string;
		months: string;
	};
	/** `{time}` */
	fresh: {
		never: string;
		checked: (ago: string, regions: number) => string;
		current: string;
		checksLate: (ago: string) => string;
		late: (ago: string) => string;
	};
	missing: {
		page: string;
		incident: string;
		component: string;
		maintenance: string;
		advice: string;
	};
}
