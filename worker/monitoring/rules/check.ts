import type { FailureReason } from "../../platform/rules/failure.ts";
import { jsonMismatch } from "./json-path.ts";
import type { CheckResult, Expectation } from "./monitor.ts";
import { searchPattern } from "./pattern.ts";

/** What came of a request: an answer, or the name of what went wrong. */
export type Observed =
	| {
			kind: "answer";
			status: number;
			header: (name: string) => string | null;
			body: string;
			/** There was more of the body than was read. */
			isCut: boolean;
			latencyMs: number;
	  }
	| { kind: "open"; latencyMs: number }
	| { kind: "failure"; reason: FailureReason; detail: string; latencyMs: number };

export type Judgement = Pick<CheckResult, "outcome" | "reason" | "detail" | "latencyMs" | "status">;

const MAX_DETAIL_LENGTH = 200;
/** How much of a body is read. */
export const MAX_BODY_BYTES = 1_048_576;
const READ = "1,048,576 bytes";

/** False when the status and the headers are all that is expected: such a check ends with the headers. */
export function needsBody({ bodyContains, bodyOmits, bodyMatches, json }: Expectation): boolean {
	return bodyContains !== null || bodyOmits !== null || bodyMatches !== null || json.length > 0;
}

/** The platform ends work in the background after 30 s: whoever hangs for longer would never be reported. */
export const MAX_TIMEOUT_SECONDS = 25;

/** How long a check may take, however patient its monitor is. */
export function checkTimeoutMs(timeoutSeconds: number): number {
	return Math.min(timeoutSeconds, MAX_TIMEOUT_SECONDS) * 1_000;
}

/** Holds what was observed against what is expected. The first mismatch is the one that is told. */
export function judge(expect: Expectation, observed: Observed): Judgement {
	const { latencyMs } = observed;
	if (observed.kind === "failure") return down(observed.reason, observed.detail, latencyMs);
	const told = sayWhatCame(expect, observed);
	if (observed.kind === "answer") {
		if (!statusMatches(expect.status, observed.status)) return down("status", told, latencyMs);
		const mismatch = contentMismatch(expect, observed);
		if (mismatch !== null) return down("body", `${told}, but ${mismatch}`, latencyMs);
	}
	if (expect.latencyBelowMs !== null && latencyMs >= expect.latencyBelowMs) {
		const detail = `${told}, slower than ${expect.latencyBelowMs} ms`;
		return { outcome: "degraded", reason: null, detail, latencyMs };
	}
	return { outcome: "up", reason: null, detail: told, latencyMs };
}

function sayWhatCame(expect: Expectation, observed: Exclude<Observed, { kind: "failure" }>): string {
	if (observed.kind === "open") return `open in ${observed.latencyMs} ms`;
	const told = `${observed.status} in ${observed.latencyMs} ms`;
	// What the rest of a long body holds, nobody has seen.
	return observed.isCut && expect.bodyOmits !== null ? `${told}, of which ${READ} were read` : told;
}

/** A machine that is well sees a time-out within milliseconds of its time. */
const OVERSLEPT_MS = 500;

/**
 * A time-out that was noticed long after its time: whoever should have listened got no turn, and the answer may have
 * lain there unread. It says something of us and nothing of the target.
 */
export function isOverslept({ reason, latencyMs }: Judgement, timeoutMs: number): boolean {
	return reason === "timeout" && latencyMs > timeoutMs + OVERSLEPT_MS;
}

/** "204" or "200-299", each; true when any contains the status. */
export function statusMatches(ranges: string[], status: number): boolean {
	return ranges.some((range) => {
		const [low = "", high = low] = range.split("-");
		return status >= Number(low) && status <= Number(high);
	});
}

function down(reason: FailureReason, detail: string, latencyMs: number): Judgement {
	return { outcome: "down", reason, detail: detail.slice(0, MAX_DETAIL_LENGTH), latencyMs };
}

/** Never quotes the answer: a body or a header may hold what nobody else should read. */
function contentMismatch(expect: Expectation, answer: Observed & { kind: "answer" }): string | null {
	const { body, isCut } = answer;
	for (const [name, value] of Object.entries(expect.headers)) {
		if (answer.header(name) !== value) return `the header ${name} is not as expected`;
	}
	if (expect.bodyContains !== null && !body.includes(expect.bodyContains))
		return isCut ? `its first ${READ} lack the expected text` : "the body lacks the expected text";
	if (expect.bodyOmits !== null && body.includes(expect.bodyOmits)) return "the body has a forbidden text";
	const unmatched = expect.bodyMatches === null ? null : patternMismatch(expect.bodyMatches, body, isCut);
	if (unmatched !== null) return unmatched;
	if (expect.json.length === 0) return null;
	return isCut ? `the body is larger than the ${READ} that are read` : jsonMismatch(expect.json, body);
}

function patternMismatch(pattern: string, body: string, isCut: boolean): string | null {
	const outcome = searchPattern(pattern, body);
	if (outcome === "found") return null;
	if (outcome === "given_up") return "the pattern is too costly to look for in all of the body";
	return isCut ? `its first ${READ} do not match the pattern` : "the body does not match the pattern";
}
