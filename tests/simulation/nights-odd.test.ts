import { expect, it } from "vitest";
import { liveThroughMany, nightsWanted } from "./many-nights.ts";

/** The nights are shared out between two files, so that both of a machine's processors have some. */
it("every promise holds in every night (odd seeds)", { timeout: 7_200_000 }, async () => {
	const { first, count } = nightsWanted(1_000);
	const tally = await liveThroughMany(first + 0, Math.max(1, count - 0), 2);
	console.info(`nights of odd seeds: ${JSON.stringify(tally)}`);
	expect(tally.nights).toBeGreaterThan(0);
});
