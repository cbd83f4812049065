import { answered, down, type Judgement, type WebSocketAnswer } from "../../rules/check.ts";
import type { Expectation } from "../../rules/monitor.ts";
import { bodyMismatch, needsBody } from "../http/judge.ts";

/** How much is read of all messages together. */
export const MAX_LENGTH = 1_048_576;
const READ = "1,048,576 characters";

/** What a message must be to be the expected one; null when none is expected. */
export function wantedOf(expect: Expectation): ((message: string) => boolean) | null {
	return needsBody(expect) ? (body) => bodyMismatch(expect, { body, isCut: false }) === null : null;
}

/** Up when the handshake succeeds and, where one is expected, such a message comes in time. */
export function judge(expect: Expectation, { status, talk, latencyMs }: WebSocketAnswer): Judgement {
	if (status !== 101)
		return down("status", `${status} in ${latencyMs} ms; no WebSocket handshake`, latencyMs);
	if (talk === null) return answered(expect, `connected in ${latencyMs} ms`, latencyMs);
	const heard = `${talk.messages} ${talk.messages === 1 ? "message" : "messages"} in ${latencyMs} ms`;
	switch (talk.end) {
		case "found":
			return answered(expect, `expected message in ${latencyMs} ms`, latencyMs);
		case "closed":
			return down("reset", `${heard}; closed with code ${talk.code}`, latencyMs);
		case "full":
			return down("body", `${heard}; the first ${READ} don’t contain the expected one`, latencyMs);
		case "silent":
			return talk.messages === 0
				? down("timeout", `connected, but no message within ${latencyMs} ms`, latencyMs)
				: down("body", `${heard}, none as expected`, latencyMs);
	}
}
