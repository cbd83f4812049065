/** What a bundle says: one notification for the pages of many incidents. */
import type { Notice, PageMessage } from "./payload.ts";
import { isRaised, type Severity } from "./severity.ts";

/** An incident that a bundle told of. */
export interface Told {
	incidentId: string;
	severity: Severity;
	title: string;
	service: string;
}

/** Of whom and of which bundle, and where its tap leads: all that page can be acknowledged there. */
interface Place {
	bundleId: string;
	userId: string;
	navigate: string;
}

/**
 * One page for these and for what earlier bundles told of and nobody has answered: how many incidents, the worst severity,
 * and the newest by name. Its token is of the first page, for the receipt alone; it answers for none of them.
 */
export function bundleMessage(
	pages: [PageMessage, ...PageMessage[]],
	earlier: Told[],
	quiet: boolean,
	{ bundleId, userId, navigate }: Place,
): PageMessage {
	const [first] = pages;
	const told = distinct([...pages, ...earlier]);
	const severity = told.map((one) => one.severity).reduce((a, b) => (isRaised(a, b) ? b : a));
	const isUrgent = !quiet && pages.some(({ urgency }) => urgency === "high");
	return {
		...first,
		kind: "bundle",
		number: 0,
		severity,
		urgency: isUrgent ? "high" : "low",
		service: listed(told.map(({ service }) => service)),
		title: `${told.length} more ${told.length === 1 ? "incident" : "incidents"}`,
		attempt: 1,
		flapping: false,
		cause: listed(told.map(({ title }) => title)),
		tried: null,
		bundle: { id: bundleId, userId, count: told.length, quiet },
		navigate,
		ttlSeconds: Math.max(...pages.map(({ ttlSeconds }) => ttlSeconds)),
	};
}

/** What takes the place of a bundle when nobody has to answer any of its pages. */
export function bundleIsOver({ bundleId, userId, navigate }: Place): Notice {
	return {
		kind: "bundle",
		noticeId: `${bundleId}:over`,
		subjectId: userId,
		incidentId: null,
		title: "All clear",
		body: "All incidents of this notification are acknowledged or over.",
		navigate,
		ttlSeconds: 3_600,
	};
}

function distinct(all: Told[]): [Told, ...Told[]] {
	return [...new Map(all.map((one) => [one.incidentId, one])).values()] as [Told, ...Told[]];
}

/** "Checkout, Search and 3 more". */
function listed(all: string[]): string {
	const names = [...new Set(all)];
	const rest = names.length - SHOWN;
	return rest > 0 ? `${names.slice(0, SHOWN).join(", ")} and ${rest} more` : names.join(", ");
}

const SHOWN = 2;
