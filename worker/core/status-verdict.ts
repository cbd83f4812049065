import type { ComponentStatus, PublicIncident } from "./public-view.ts";
import { badness, statusOfSeverity, worst } from "./status-rank.ts";

/** Statuspage's words for the whole page. */
export const INDICATORS = ["none", "maintenance", "minor", "major", "critical"] as const;
export type Indicator = (typeof INDICATORS)[number];

export interface Verdict {
	/** What a customer would say to a friend: "Checkout is down". */
	sentence: string;
	/** What of the rest works; empty when there is nothing to add. */
	detail: string;
	status: ComponentStatus;
	indicator: Indicator;
	/** Statuspage's sentence for the indicator, word for word: consumers compare it. */
	description: string;
}

const WORDS: Record<ComponentStatus, { indicator: Indicator; description: string; phrase: string }> = {
	operational: { indicator: "none", description: "All Systems Operational", phrase: "works" },
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
}

/**
 * The page's largest sentence. An open incident of a component that is not on the list (removed, or not read yet)
 * counts too: the public's status is that of the worst open incident, whatever the configuration says.
 */
export function verdictOf(components: (Named & { id: string })[], open: PublicIncident[]): Verdict {
	const strays = open
		.filter((i) => !components.some((c) => c.id === i.componentId))
		.map((i) => ({ name: i.componentName, status: statusOfSeverity(i.severity) }));
	const all: Named[] = [...components, ...strays];
	const status = worst(all.map((c) => c.status));
	const affected = affectedIn(all, status);
	const { indicator, description } = WORDS[status];
	return {
		sentence: sentenceOf(affected, all),
		detail: detailOf(affected, all),
		status,
		indicator,
		description,
	};
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

function sentenceOf(affected: Named[], all: Named[]): string {
	const [first] = affected;
	if (all.length === 0) return "Nothing is watched yet";
	if (!first) return "Everything works";
	if (affected.length === 1) return `${first.name} ${WORDS[first.status].phrase}`;
	if (affected.some((c) => c.status !== first.status)) return `${listed(affected)} have problems`;
	const who = affected.length === all.length ? "Everything" : listed(affected);
	return `${who} ${who === "Everything" ? "is" : "are"} ${WORDS[first.status].phrase.slice("is ".length)}`;
}

function detailOf(affected: Named[], all: Named[]): string {
	if (affected.length === 0) return "";
	const mixed = new Set(affected.map((c) => c.status)).size > 1;
	const each = mixed ? affected.slice(0, 4).map((c) => `${c.name} ${WORDS[c.status].phrase}.`) : [];
	const rest = all.filter((c) => !affected.some((a) => a.name === c.name));
	const works = rest.length > 0 && rest.every((c) => c.status === "operational");
	return [...each, ...(works ? ["Everything else works."] : [])].join(" ");
}

/** "Checkout", "Checkout and Search", "Checkout, Search and Accounts", "Checkout, Search and 3 others". */
function listed(affected: Named[]): string {
	const names = affected.map((c) => c.name);
	const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
	return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
