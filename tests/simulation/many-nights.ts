import { liveThrough } from "./night.ts";
import { shrink } from "./shrink.ts";
import { storyOf, tell } from "./story.ts";
import { INVARIANTS } from "./witness/invariants.ts";

export interface Tally {
	nights: number;
	events: number;
	incidents: number;
	pages: number;
	seconds: number;
}

/** Which nights this run lives through: `TOCSIN_NIGHT=n` only that one, `TOCSIN_NIGHTS=n` so many. */
export function nightsWanted(usual: number): { first: number; count: number } {
	const only = Number(process.env.TOCSIN_NIGHT);
	if (only) return { first: only, count: 1 };
	const soak = process.env.TOCSIN_SOAK === "1" ? 200_000 : usual;
	return { first: 1, count: Number(process.env.TOCSIN_NIGHTS) || soak };
}

/** Every `step`-th night from `first` on. Throws with a short story at the first one in which something must not be. */
export async function liveThroughMany(first: number, count: number, step: number): Promise<Tally> {
	const tally = { nights: 0, events: 0, incidents: 0, pages: 0, seconds: 0 };
	const begunAt = performance.now();
	for (let seed = first; seed < first + count; seed += step) {
		const report = await liveThrough(storyOf(seed));
		// Whoever runs the tests gets a word in between.
		await new Promise((resolve) => setImmediate(resolve));
		const [violation] = report.violations;
		if (violation) throw new Error(await explain(seed, violation));
		tally.nights++;
		tally.events += report.events;
		tally.incidents += report.incidents;
		tally.pages += report.pages;
	}
	tally.seconds = Math.round((performance.now() - begunAt) / 100) / 10;
	return tally;
}

async function explain(seed: number, found: Parameters<typeof shrink>[1]): Promise<string> {
	const { story, violation } = await shrink(storyOf(seed), found);
	const at = new Date(violation.at).toISOString();
	return [
		`${INVARIANTS[violation.invariant]} – ${violation.detail}, at ${at}`,
		`Again: TOCSIN_NIGHT=${seed} npm test -- tests/simulation. The shortest story in which it happens:`,
		tell(story),
	].join("\n");
}
