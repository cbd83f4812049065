import { seconds } from "../../platform/rules/time.ts";
import type { BriefFacts } from "./facts.ts";
import type { LeftOut } from "./left-out.ts";
import { shareOf } from "./origins.ts";
import { type Spread, spreadOf } from "./spread.ts";

export type UpdateIntervals = Spread & {
	/** Of the gaps that a policy measures: how many were no longer than it allows. */
	policy: { count: number; within: number; share: number | null };
	leftOut: LeftOut;
};

/** How long the public waited for the next word, and how that compares with the policy. */
export function updateIntervalsOf(incidents: readonly BriefFacts[], none: LeftOut): UpdateIntervals {
	const gaps = incidents.flatMap(({ updateGaps }) => updateGaps);
	const measured = gaps.flatMap(({ gapMs, everySeconds }) =>
		everySeconds === null ? [] : [{ gapMs, everySeconds }],
	);
	const within = measured.filter(({ gapMs, everySeconds }) => gapMs <= seconds(everySeconds)).length;
	return {
		...spreadOf(gaps.map(({ gapMs }) => gapMs)),
		policy: { count: measured.length, within, share: shareOf(within, measured.length) },
		leftOut: {
			...none,
			withoutWait: incidents.filter(({ updateGaps }) => updateGaps.length === 0).length,
			withoutPolicy: gaps.length - measured.length,
		},
	};
}
