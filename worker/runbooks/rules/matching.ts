import { searchPattern } from "../../monitoring/rules/pattern.ts";
import type { RunbookCandidate } from "../../paging/rules/paging-plan.ts";

/** What an incident is about, as far as runbooks look at it. */
export interface Matched {
	/** Null: no monitor opened it. */
	monitorId: string | null;
	/** What the checks named: "timeout", "tls". */
	errors: readonly string[];
	/** Title, description and what the checks saw. */
	text: string;
}

/**
 * The runbook that says most of this incident; null when none fits. What a runbook names must hold, all of it. A monitor
 * counts more than an error or a pattern, and those more than the service; among equals the service's own order, then the
 * oldest.
 */
export function bestMatch(candidates: readonly RunbookCandidate[], about: Matched): string | null {
	const scored = candidates.flatMap((candidate) => {
		const score = scoreOf(candidate, about);
		return score === null ? [] : [{ candidate, score }];
	});
	scored.sort(
		(a, b) =>
			b.score - a.score ||
			placeOf(a.candidate) - placeOf(b.candidate) ||
			(a.candidate.id < b.candidate.id ? -1 : 1),
	);
	return scored[0]?.candidate.id ?? null;
}

/** Without a place among the service's own, behind all that have one. */
const placeOf = ({ listedAt }: RunbookCandidate): number => listedAt ?? Number.POSITIVE_INFINITY;

/** Null: something that it names does not hold, or it names nothing. */
function scoreOf(candidate: RunbookCandidate, { monitorId, errors, text }: Matched): number | null {
	const { monitorIds, pattern } = candidate;
	let score = candidate.isOfService ? 1 : 0;
	if (monitorIds.length > 0) {
		if (monitorId === null || !monitorIds.includes(monitorId)) return null;
		score += 8;
	}
	if (candidate.errors.length > 0) {
		if (!errors.some((error) => candidate.errors.includes(error))) return null;
		score += 2;
	}
	if (pattern !== null) {
		if (!occurs(pattern, text)) return null;
		score += 2;
	}
	return score === 0 ? null : score;
}

/** A pattern in small letters is found in capitals too. */
function occurs(pattern: string, text: string): boolean {
	return [text, text.toLowerCase()].some((each) => searchPattern(pattern, each) === "found");
}
