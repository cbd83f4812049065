/** A search reads so many incidents at most, the newest first: the past grows, and what a search may cost does not. */
export const SEARCHED_INCIDENTS = 2_000;

/** What was asked for: one incident by its number, or words that must all occur. */
export type Search = { number: number } | { words: string[] };

/** Reads "#142" or words; in lower case, each once. No more than ten words are looked for. */
export function searchOf(query: string): Search {
	const number = /^\s*#\s*(\d{1,9})\s*$/.exec(query)?.[1];
	if (number !== undefined) return { number: Number(number) };
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return { words: [...new Set(words)].slice(0, MOST_WORDS) };
}

const MOST_WORDS = 10;
