import { answered, type Judgement } from "../../rules/check.ts";
import type { Expectation } from "../../rules/monitor.ts";

/** A port that takes the connection is up: nothing is asked and nothing is read. */
export function judge(expect: Expectation, { latencyMs }: { latencyMs: number }): Judgement {
	return answered(expect, `connected in ${latencyMs} ms`, latencyMs);
}
