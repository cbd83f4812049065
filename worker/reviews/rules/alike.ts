/** Which incidents look the same: what a responder would want to see beside the one at hand. */
import type { Instant } from "../../platform/rules/time.ts";

/** An incident as it is compared with another one of its service. */
export interface Compared {
	id: string;
	title: string;
	/** The monitor that opened it; null for alerts of other tools and for people. */
	monitorId: string | null;
	/** What its checks named when it began, "timeout" or "tls"; empty where no check was behind it. */
	errors: string[];
	triggeredAt: Instant;
}

export const LIKENESSES = ["monitor_and_error", "error", "title"] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** Half of all the words that the two titles have. */
const ALIKE_SHARE = 0.5;

/**
 * In what two incidents of one service look the same, null when they do not. Where checks were behind both, their errors
 * decide: a time-out and an expired certificate of one monitor are two problems. Otherwise the words of the titles do.
 */
export function likenessOf(one: Compared, other: Compared): Likeness | null {
	if (one.errors.length > 0 && other.errors.length > 0) {
		if (!one.errors.some((error) => other.errors.includes(error))) return null;
		return one.monitorId !== null && one.monitorId === other.monitorId ? "monitor_and_error" : "error";
	}
	return shareOfWords(one.title, other.title) >= ALIKE_SHARE ? "title" : null;
}

export type Alike<One> = One & { likeness: Likeness };

/** Those that look the same, the closest first, then the newest; `most` at most. */
export function alikeTo<One extends Compared>(
	incident: Compared,
	others: readonly One[],
	most: number,
): Alike<One>[] {
	return others
		.flatMap((other): Alike<One>[] => {
			const likeness = other.id === incident.id ? null : likenessOf(incident, other);
			return likeness === null ? [] : [{ ...other, likeness }];
		})
		.sort(
			(a, b) =>
				LIKENESSES.indexOf(a.likeness) - LIKENESSES.indexOf(b.likeness) || b.triggeredAt - a.triggeredAt,
		)
		.slice(0, most);
}

/** Numbers differ from one incident to the next and say nothing: "3 of 3 regions", "91 %". */
function wordsOf(title: string): Set<string> {
	return new Set(title.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
}

function shareOfWords(one: string, other: string): number {
	const [a, b] = [wordsOf(one), wordsOf(other)];
	const common = [...a].filter((word) => b.has(word)).length;
	const all = a.size + b.size - common;
	return all === 0 ? 0 : common / all;
}
