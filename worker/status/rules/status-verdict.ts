import { toldName } from "../../incidents/rules/public-name.ts";
import type { PublicIncident } from "../../incidents/rules/public-view.ts";
import type { Doubt } from "../../monitoring/rules/standing.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { ComponentStatus } from "../../services/rules/component.ts";
import type { Doubts } from "./doubts.ts";
import { EN } from "./languages/en.ts";
import { listOf } from "./languages/formats.ts";
import type { Trouble, Words } from "./languages/words.ts";
import { clock } from "./moments.ts";
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

type Says = Pick<OverallStatus, "indicator" | "description">;

const SAYS: Record<ComponentStatus, Says> = {
	operational: { indicator: "none", description: "All Systems Operational" },
	under_maintenance: { indicator: "maintenance", description: "Service Under Maintenance" },
	degraded_performance: { indicator: "minor", description: "Minor Service Outage" },
	partial_outage: { indicator: "major", description: "Partial System Outage" },
	major_outage: { indicator: "critical", description: "Major Service Outage" },
};

interface Named {
	name: string;
	status: ComponentStatus;
	doubt: Doubt | null;
}

type Affected = Named & { status: Trouble };

/**
 * The page's largest sentence. An open incident of a component that is not on the list (removed, or not read yet)
 * counts too: the public's status is that of the worst open incident, whatever the configuration says. Nothing is
 * said to work that is in doubt.
 */
export function verdictOf(
	components: (Named & { id: string })[],
	open: PublicIncident[],
	doubts: Doubts,
	words: Words = EN,
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
		sentence: sentenceOf({ affected, all, open, lateSince: doubts.lateSince }, words),
		detail: detailOf(affected, all, unchecked, words),
		status,
		doubt: doubt?.doubt ?? null,
		indicator: SAYS[status].indicator,
		description: SAYS[status].description,
	};
}

const doubtful = (all: Named[], doubt: Doubt): Named[] => all.filter((c) => c.doubt === doubt);

/** Said to work by people alone, while others are checked: without any checks the page says so in one line. */
function isUnchecked(component: Named & { id: string }, { checked }: Doubts): boolean {
	const isWell = component.status === "operational" && component.doubt === null;
	return isWell && checked.length > 0 && !checked.includes(component.id);
}

/** Worst first. Maintenance is named only while nothing is broken: it is expected, the rest is not. */
function affectedIn(all: Named[], status: ComponentStatus): Affected[] {
	const least = badness(status) > 1 ? 2 : 1;
	const seen = new Map<string, Affected>();
	for (const one of all.filter(isAffected).filter((c) => badness(c.status) >= least)) {
		const known = seen.get(one.name);
		if (!known || badness(one.status) > badness(known.status)) seen.set(one.name, one);
	}
	return [...seen.values()].sort((a, b) => badness(b.status) - badness(a.status));
}

const isAffected = (one: Named): one is Affected => one.status !== "operational";

interface Told {
	affected: Affected[];
	all: Named[];
	open: PublicIncident[];
	lateSince: Instant | null;
}

function sentenceOf({ affected, all, open, lateSince }: Told, words: Words): string {
	const { verdict } = words;
	const [first] = affected;
	if (all.length === 0) return verdict.nothingListed;
	if (!first) return calmSentence(all, open, lateSince, words);
	const names = listed(affected, words);
	if (affected.some((c) => c.status !== first.status)) return verdict.mixed(names);
	if (affected.length > 1 && affected.length === all.length) return verdict.everything[first.status];
	return verdict.affected[first.status](names, affected.length);
}

/** Nothing is known to be down: that alone does not make everything work. */
function calmSentence(all: Named[], open: PublicIncident[], lateSince: Instant | null, words: Words): string {
	const { verdict, incident } = words;
	const checking = doubtful(all, "checking");
	if (checking.length > 0) return verdict.checking(listed(checking, words), checking.length);
	const [minor] = open;
	if (minor) return open.length === 1 ? toldName(minor, incident.names) : verdict.minor(open.length);
	if (lateSince !== null) return verdict.workedAt(`${clock(lateSince)} UTC`);
	const unknown = doubtful(all, "unknown");
	if (unknown.length === all.length) return verdict.cannotTell;
	return unknown.length > 0 ? verdict.unknown(listed(unknown, words), unknown.length) : verdict.allWell;
}

function detailOf(affected: Affected[], all: Named[], unchecked: string[], words: Words): string {
	const { verdict } = words;
	const mixed = new Set(affected.map((c) => c.status)).size > 1;
	const each = mixed ? affected.slice(0, 4) : [];
	const rest = all.filter((c) => !affected.some((a) => a.name === c.name));
	const isCertain = rest.every((c) => c.status === "operational" && c.doubt === null);
	const works = affected.length > 0 && rest.length > 0 && isCertain ? [verdict.restWell] : [];
	const byHand = unchecked.length > 0 ? [verdict.notChecked(inWords(unchecked, words))] : [];
	return [
		...each.map(({ name, status }) => `${verdict.affected[status](name, 1)}${words.stop}`),
		...[...doubtsBeside(affected, rest, words), ...works, ...byHand],
	].join(" ");
}

/** The doubts that the largest sentence does not tell. */
function doubtsBeside(affected: Named[], rest: Named[], words: Words): string[] {
	const { verdict, stop } = words;
	const checking = doubtful(rest, "checking");
	const unknown = doubtful(rest, "unknown");
	const isFirstTold = affected.length === 0 || checking.length === 0;
	const isTold = affected.length === 0 && checking.length === 0;
	return [
		...(isFirstTold ? [] : [`${verdict.checking(listed(checking, words), checking.length)}${stop}`]),
		...(unknown.length === 0 || isTold
			? []
			: [`${verdict.unknown(listed(unknown, words), unknown.length)}${stop}`]),
	];
}

const listed = (all: Named[], words: Words): string =>
	inWords(
		all.map(({ name }) => name),
		words,
	);

/** "Checkout", "Checkout and Search", "Checkout, Search, and Accounts", "Checkout, Search, and 3 others". */
const inWords = (names: string[], { tag, verdict }: Words): string =>
	listOf(names.length > 3 ? [...names.slice(0, 2), verdict.others(names.length - 2)] : names, tag);
