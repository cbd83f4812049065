/** What is asked of each kind of tracker, in the order in which it is asked. */
import type { TrackerKind } from "../../../../worker/reviews/rules/issue.ts";
import { words as github } from "../../../../worker/reviews/trackers/github/words.ts";
import { words as jira } from "../../../../worker/reviews/trackers/jira/words.ts";
import { words as linear } from "../../../../worker/reviews/trackers/linear/words.ts";
import { words as webhook } from "../../../../worker/reviews/trackers/webhook/words.ts";

export interface SettingField {
	name: string;
	label: string;
	hint?: string;
	/** May be left empty: then it is not sent, and the API takes its default. */
	optional?: true;
}

interface KindWords {
	name: string;
	/** What the token is; null where there is none. */
	token: string | null;
	fields: readonly SettingField[];
}

export const TRACKER_WORDS: Record<TrackerKind, KindWords> = { github, jira, linear, webhook };

/** The settings as the API takes them: what is empty and optional is left out, labels become a list. */
export function settingsOf(kind: TrackerKind, typed: Record<string, string>): Record<string, unknown> {
	const entries = TRACKER_WORDS[kind].fields.flatMap(({ name, optional }): [string, unknown][] => {
		const value = (typed[name] ?? "").trim();
		if (value === "" && optional) return [];
		return [
			[
				name,
				name === "labels"
					? value
							.split(",")
							.map((one) => one.trim())
							.filter(Boolean)
					: value,
			],
		];
	});
	return Object.fromEntries(entries);
}

/** The other way round, for who changes them. */
export function typedOf(settings: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(settings).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(", ") : String(value ?? ""),
		]),
	);
}
