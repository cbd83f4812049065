/** What the palette offers, and in which order for what was typed. Pure: every ranking can be tried without a browser. */
import type { IconName } from "../../../parts/icon.tsx";
import type { Incident } from "../../../state/wire.ts";

export const GROUPS = [
	"Incidents",
	"Actions",
	"Go to",
	"Services",
	"Monitors",
	"People",
	"Settings",
] as const;
export type Group = (typeof GROUPS)[number];

export interface Entry {
	id: string;
	group: Group;
	title: string;
	/** Beside the title: who has it, which service. */
	sub?: string;
	/** Found by these words too, though they are not shown. */
	also?: string;
	icon?: IconName;
	incident?: Pick<Incident, "number" | "severity" | "state">;
	/** Also offered before anything is typed: never what an Enter by accident should not do. */
	first?: boolean;
	run(): void;
}

export interface Found {
	group: Group;
	entries: Entry[];
}

const MOST_OF_A_GROUP = 6;

/**
 * What matches every word that was typed, the best of each group first and the group of the best one on top. Before
 * anything is typed: what is `first`, as it stands.
 */
export function rank(all: Entry[], typed: string): Found[] {
	const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
	const scored = all
		.filter((entry) => words.length > 0 || entry.first)
		.map((entry) => ({ entry, score: scoreOf(entry, words) }))
		.filter(({ score }) => score >= 0);
	const groups = GROUPS.map((group) => {
		const own = scored.filter(({ entry }) => entry.group === group).sort((a, b) => b.score - a.score);
		return {
			group,
			best: own[0]?.score ?? 0,
			entries: own.slice(0, MOST_OF_A_GROUP).map(({ entry }) => entry),
		};
	});
	return groups
		.filter(({ entries }) => entries.length > 0)
		.sort((a, b) => b.best - a.best)
		.map(({ group, entries }) => ({ group, entries }));
}

/** Below zero: a word was found nowhere. */
function scoreOf(entry: Entry, words: string[]): number {
	const title = entry.title.toLowerCase();
	const rest = `${entry.sub ?? ""} ${entry.also ?? ""}`.toLowerCase();
	let score = 0;
	for (const word of words) {
		const found = scoreOfWord(entry, title, rest, word);
		if (found === 0) return -1;
		score += found;
	}
	return score;
}

const EXACT = 100;
const BEGINS = 40;
const BEGINS_A_WORD = 30;
const WITHIN = 15;
const BESIDE = 8;

function scoreOfWord({ incident, group }: Entry, title: string, rest: string, word: string): number {
	// A number leads to its incident; to act on it, one says the act too, or chooses it.
	if (incident && word.replace(/^#/, "") === String(incident.number))
		return group === "Incidents" ? EXACT : BESIDE;
	// "#12" is that incident, and no title that happens to hold a 12.
	if (/^#\d+$/.test(word)) return 0;
	if (title.startsWith(word)) return BEGINS;
	if (beginsAWord(title, word)) return BEGINS_A_WORD;
	if (title.includes(word)) return WITHIN;
	return beginsAWord(rest, word) ? BESIDE : 0;
}

const beginsAWord = (text: string, word: string): boolean =>
	text.split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(word)) || text.split(/\s+/).includes(word);

/** The place after or before this one, around the ends. */
export const besideAt = (at: number, step: 1 | -1, count: number): number =>
	count === 0 ? 0 : (at + step + count) % count;
