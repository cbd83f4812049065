import { expect, it } from "vitest";
import { liveThroughMany, nightsWanted } from "./many-nights.ts";

/** The nights are shared out between two files, so that both of a machine's processors have some. */
it("every promise holds in every night (even seeds)", { timeout: 7_200_000 }, async () => {
	const { first, count } = nightsWanted(1_000);
	const tally = await liveThroughMany(first + 1, Math.max(1, count - 1), 2);
	console.info(`nights of even seeds: ${JSON.stringify(tally)}`);
	expect(tally.nights).toBeGreaterThan(0);
});
