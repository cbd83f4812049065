import type { PublicIncident } from "../../incidents/rules/public-view.ts";
import type { Doubt } from "../../monitoring/rules/standing.ts";
import { listed as inWords } from "../../platform/rules/phrases.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { ComponentStatus } from "../../services/rules/component.ts";
import type { Doubts } from "./doubts.ts";
import { badness, statusOfSeverity, worst } from "./status-rank.ts";

/** Statuspage's words for the whole page. */
export const INDICATORS = ["none", "maintenance", "minor", "major", "critical"] as const;
export type Indicator = (typeof INDICATORS)[number];

export interface OverallStatus {
	/** What a customer would say to a friend: "Checkout is down". */
	sentence: string;
	/** What of the rest works; empty when there is nothing to add. */
	detail: string;
	/** That of the worst published incident or component. */
	status: ComponentStatus;
	/** Set when nothing bad is known and yet not everything is known to work. */
	doubt: Doubt | null;
	/** Follows `status` alone: Statuspage has no word for doubt. */
	indicator: Indicator;
	/** Statuspage's sentence for the indicator, word for word: consumers compare it. */
	description: string;
}

type Says = Pick<OverallStatus, "indicator" | "description"> & { phrase: string };

const WORDS: Record<ComponentStatus, Says> = {
	operational: { indicator: "none", description: "All Systems Operational", phrase: "is operational" },
	under_maintenance: {
		indicator: "maintenance",
		description: "Service Under Maintenance",
		phrase: "is under maintenance",
	},
	degraded_performance: { indicator: "minor", description: "Minor Service Outage", phrase: "is degraded" },
	partial_outage: { indicator: "major", description: "Partial System Outage", phrase: "is partly down" },
	major_outage: { indicator: "critical", description: "Major Service Outage", phrase: "is down" },
};

interface Named {
	name: string;
	status: ComponentStatus;
	doubt: Doubt | null;
}

/**
 * The page's largest sentence. An open incident of a component that is not on the list (removed, or not read yet)
 * counts too: the public's status is that of the worst open incident, whatever the configuration says. Nothing is
 * said to work that is in doubt.
 */
export function verdictOf(
	components: (Named & { id: string })[],
	open: PublicIncident[],
	doubts: Doubts,
): OverallStatus {
	const strays = open
		.filter((i) => !components.some((c) => c.id === i.componentId))
		.map((i) => ({ name: i.componentName, status: statusOfSeverity(i.severity), doubt: null }));
	const all: Named[] = [...components, ...strays];
	const status = worst(all.map((c) => c.status));
	const affected = affectedIn(all, status);
	const doubt =
		status === "operational" ? (doubtful(all, "checking")[0] ?? doubtful(all, "unknown")[0]) : null;
	const unchecked = components.filter((c) => isUnchecked(c, doubts)).map((c) => c.name);
	return {
		sentence: sentenceOf(affected, all, open, doubts.lateSince),
		detail: detailOf(affected, all, unchecked),
		status,
		doubt: doubt?.doubt ?? null,
		indicator: WORDS[status].indicator,
		description: WORDS[status].description,
	};
}

const doubtful = (all: Named[], doubt: Doubt): Named[] => all.filter((c) => c.doubt === doubt);

/** Said to work by people alone, while others are checked: without any checks the page says so in one line. */
function isUnchecked(component: Named & { id: string }, { checked }: Doubts): boolean {
	const isWell = component.status === "operational" && component.doubt === null;
	return isWell && checked.length > 0 && !checked.includes(component.id);
}

/** Worst first. Maintenance is named only while nothing is broken: it is expected, the rest is not. */
function affectedIn(all: Named[], status: ComponentStatus): Named[] {
	const least = badness(status) > 1 ? 2 : 1;
	const seen = new Map<string, Named>();
	for (const one of all.filter((c) => badness(c.status) >= least)) {
		const known = seen.get(one.name);
		if (!known || badness(one.status) > badness(known.status)) seen.set(one.name, one);
	}
	return [...seen.values()].sort((a, b) => badness(b.status) - badness(a.status));
}

function sentenceOf(
	affected: Named[],
	all: Named[],
	open: PublicIncident[],
	lateSince: Instant | null,
): string {
	const [first] = affected;
	if (all.length === 0) return "No services listed yet";
	if (!first) return calmSentence(all, open, lateSince);
	if (affected.length === 1) return `${first.name} ${WORDS[first.status].phrase}`;
	if (affected.some((c) => c.status !== first.status))
		return `${listed(affected.map(nameOf))} are having problems`;
	const who = affected.length === all.length ? "Everything" : listed(affected.map(nameOf));
	return `${who} ${who === "Everything" ? "is" : "are"} ${WORDS[first.status].phrase.slice("is ".length)}`;
}

/** Nothing is known to be down: that alone does not make everything work. */
function calmSentence(all: Named[], open: PublicIncident[], lateSince: Instant | null): string {
	const checking = doubtful(all, "checking");
	if (checking.length > 0) return checkedNow(checking);
	const [minor] = open;
	if (minor) return open.length === 1 ? minor.name : `${open.length} minor problems are open`;
	if (lateSince !== null) return `Everything worked at ${clock(lateSince)} UTC`;
	const unknown = doubtful(all, "unknown");
	if (unknown.length === all.length) return "We can’t tell right now";
	return unknown.length > 0 ? notKnown(unknown) : "All systems operational";
}

function detailOf(affected: Named[], all: Named[], unchecked: string[]): string {
	const mixed = new Set(affected.map((c) => c.status)).size > 1;
	const each = mixed ? affected.slice(0, 4).map((c) => `${c.name} ${WORDS[c.status].phrase}.`) : [];
	const rest = all.filter((c) => !affected.some((a) => a.name === c.name));
	const isCertain = rest.every((c) => c.status === "operational" && c.doubt === null);
	const works =
		affected.length > 0 && rest.length > 0 && isCertain ? ["Everything else is operational."] : [];
	const byHand = unchecked.length > 0 ? [`Not checked automatically: ${listed(unchecked)}.`] : [];
	return [...each, ...doubtsBeside(affected, rest), ...works, ...byHand].join(" ");
}

/** The doubts that the largest sentence does not tell. */
function doubtsBeside(affected: Named[], rest: Named[]): string[] {
	const checking = doubtful(rest, "checking");
	const unknown = doubtful(rest, "unknown");
	const first = affected.length > 0 && checking.length > 0 ? [`${checkedNow(checking)}.`] : [];
	const isTold = affected.length === 0 && checking.length === 0;
	return [...first, ...(unknown.length > 0 && !isTold ? [`${notKnown(unknown)}.`] : [])];
}

const checkedNow = (all: Named[]) => `${listed(all.map(nameOf))} ${isOrAre(all)} being checked`;
const notKnown = (all: Named[]) => `We can’t tell how ${listed(all.map(nameOf))} ${isOrAre(all)}`;
const isOrAre = (all: Named[]) => (all.length === 1 ? "is" : "are");
const nameOf = (one: Named) => one.name;

/** "03:15", UTC. */
const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);

/** "Checkout", "Checkout and Search", "Checkout, Search, and Accounts", "Checkout, Search, and 3 others". */
const listed = (names: string[]): string =>
	inWords(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names);
