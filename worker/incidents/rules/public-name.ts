import type { Severity } from "../../paging/rules/severity.ts";
import type { PublicIncident } from "./public-view.ts";

/** What an incident without a title of the team's own is called, in one language. */
export interface NameWords {
	open: Record<Severity, (component: string) => string>;
	over: Record<Severity, (component: string) => string>;
	/** That something with a title of the team's own is over. */
	resolved: (title: string) => string;
}

export const NAME_WORDS: NameWords = {
	open: {
		P1: (component) => `${component} is down`,
		P2: (component) => `${component} is partly down`,
		P3: (component) => `${component} is degraded`,
		P4: (component) => `${component} has a minor problem`,
	},
	over: {
		P1: (component) => `${component} was down`,
		P2: (component) => `${component} was partly down`,
		P3: (component) => `${component} was degraded`,
		P4: (component) => `${component} had a minor problem`,
	},
	resolved: (title) => `Resolved: ${title}`,
};

/** What the public calls an incident while it is open; programs call it so for ever. */
export function publicName(componentName: string, severity: Severity, publicTitle: string | null): string {
	return publicTitle ?? NAME_WORDS.open[severity](componentName);
}

type Named = Pick<PublicIncident, "name" | "componentName" | "severity" | "resolvedAt">;

/**
 * The name for people: what is over is told in the past tense, and a title of the team's own says that it is over.
 * Such a title is shown as it was written, whatever the language.
 */
export function toldName(incident: Named, words: NameWords = NAME_WORDS): string {
	const { name, componentName, severity, resolvedAt } = incident;
	const isOurs = name === publicName(componentName, severity, null);
	if (resolvedAt === null) return isOurs ? words.open[severity](componentName) : name;
	return isOurs ? words.over[severity](componentName) : words.resolved(name);
}
