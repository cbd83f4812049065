import { liveThrough } from "./night.ts";
import type { Story } from "./story.ts";
import type { Violation } from "./witness/invariants.ts";

const LONGEST_TRIES = 400;

/** The shortest story found in which the same invariant breaks, by leaving out one thing after another. */
export async function shrink(
	story: Story,
	broken: Violation,
): Promise<{ story: Story; violation: Violation }> {
	let best = { story, violation: broken };
	let tries = 0;
	const attempt = async (candidate: Story): Promise<boolean> => {
		if (++tries > LONGEST_TRIES) return false;
		const { violations } = await liveThrough(candidate);
		const same = violations.find(({ invariant }) => invariant === broken.invariant);
		if (!same) return false;
		best = { story: candidate, violation: same };
		return true;
	};
	for (let i = 0; i < best.story.turns.length; ) {
		const turns = best.story.turns.toSpliced(i, 1);
		if (!(await attempt({ ...best.story, turns }))) i++;
	}
	for (const name of ["ana", "bo", "chidi"] as const) {
		const calm = { hesitatesMs: null, act: "acknowledge", taps: 1, receipts: true } as const;
		await attempt({ ...best.story, tempers: { ...best.story.tempers, [name]: calm } });
	}
	return best;
}
