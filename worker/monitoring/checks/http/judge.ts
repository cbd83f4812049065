import { answered, down, type HttpAnswer, type Judgement } from "../../rules/check.ts";
import { jsonMismatch } from "../../rules/json-path.ts";
import type { Expectation } from "../../rules/monitor.ts";
import { searchPattern } from "../../rules/pattern.ts";

/** How much of a body is read. */
export const MAX_BODY_BYTES = 1_048_576;
const READ = "1,048,576 bytes";

/** False when the status and the headers are all that is expected: such a check ends with the headers. */
export function needsBody({ bodyContains, bodyOmits, bodyMatches, json }: Expectation): boolean {
	return bodyContains !== null || bodyOmits !== null || bodyMatches !== null || json.length > 0;
}

/** Holds an answer against what is expected. The first mismatch is the one that is told. */
export function judge(expect: Expectation, answer: HttpAnswer): Judgement {
	const { status, latencyMs } = answer;
	const told = sayWhatCame(expect, answer);
	if (!statusMatches(expect.status, status)) return down("status", told, latencyMs);
	const mismatch = contentMismatch(expect, answer);
	if (mismatch !== null) return down("body", `${told}; ${mismatch}`, latencyMs);
	return answered(expect, told, latencyMs);
}

function sayWhatCame(expect: Expectation, { status, latencyMs, isCut }: HttpAnswer): string {
	const told = `${status} in ${latencyMs} ms`;
	// What the rest of a long body holds, nobody has seen.
	return isCut && expect.bodyOmits !== null ? `${told}, of which ${READ} were read` : told;
}

/** "204" or "200-299", each; true when any contains the status. */
export function statusMatches(ranges: string[], status: number): boolean {
	return ranges.some((range) => {
		const [low = "", high = low] = range.split("-");
		return status >= Number(low) && status <= Number(high);
	});
}

/** Never quotes the answer: a body or a header may hold what nobody else should read. */
function contentMismatch(expect: Expectation, answer: HttpAnswer): string | null {
	for (const [name, value] of Object.entries(expect.headers)) {
		if (answer.header(name) !== value) return `header ${name} doesn’t match`;
	}
	return bodyMismatch(expect, answer);
}

/** What of a body is not as expected, null when all is. */
export function bodyMismatch(
	expect: Expectation,
	{ body, isCut }: Pick<HttpAnswer, "body" | "isCut">,
): string | null {
	if (expect.bodyContains !== null && !body.includes(expect.bodyContains))
		return isCut
			? `the first ${READ} don’t contain the expected text`
			: "body doesn’t contain the expected text";
	if (expect.bodyOmits !== null && body.includes(expect.bodyOmits)) return "body contains forbidden text";
	const unmatched = expect.bodyMatches === null ? null : patternMismatch(expect.bodyMatches, body, isCut);
	if (unmatched !== null) return unmatched;
	if (expect.json.length === 0) return null;
	return isCut ? `body is larger than the ${READ} that are read` : jsonMismatch(expect.json, body);
}

function patternMismatch(pattern: string, body: string, isCut: boolean): string | null {
	const outcome = searchPattern(pattern, body);
	if (outcome === "found") return null;
	if (outcome === "given_up") return "the pattern is too costly to look for in all of the body";
	return isCut ? `the first ${READ} don’t match the pattern` : "body doesn’t match the pattern";
}
