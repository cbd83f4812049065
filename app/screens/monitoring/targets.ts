/** What can be watched, as people type it. */
import type { CheckWords } from "../../../worker/monitoring/rules/check-words.ts";
import type { MonitorKind } from "../../../worker/monitoring/rules/monitor.ts";

export interface Target {
	kind: MonitorKind;
	target: string;
}

/** Each kind's words, by the folder that is called like it: all of those that the Worker can run. */
const FOLDERS = import.meta.glob<CheckWords>("../../../worker/monitoring/checks/*/words.ts", {
	eager: true,
	import: "words",
});
/** The usual one first. */
const KINDS = Object.entries(FOLDERS)
	.map(([path, words]) => ({ words, kind: path.split("/").at(-2) as MonitorKind }))
	.sort((a, b) => Number(b.words.isUsual) - Number(a.words.isUsual));

/** A target as a person types it; null when it is none of any kind. */
export function readTarget(typed: string): Target | null {
	const text = typed.trim();
	const read = KINDS.toReversed().map(({ kind, words }) => ({ kind, target: words.read(text) }));
	return read.find((one): one is Target => one.target !== null) ?? null;
}

/** "a, b, or c" */
const orOf = (words: string[]): string => new Intl.ListFormat("en", { type: "disjunction" }).format(words);

/** "URL, host:port, or wss:// URL" */
export const TARGETS = orOf(KINDS.map(({ words }) => words.target));
/** What a target of this kind is: "host:port". */
export const targetName = (of: MonitorKind): string =>
	KINDS.find(({ kind }) => kind === of)?.words.target ?? TARGETS;
export const TARGET_EXAMPLE = KINDS[0]?.words.example ?? "";
/** How to get a kind that is not the usual one. */
export const TARGET_HINT = `Use ${orOf(KINDS.flatMap(({ words }) => words.hint ?? []))}`;
export const NO_TARGET = `Enter a ${TARGETS}, such as ${orOf(KINDS.map(({ words }) => words.example))}`;
