import type { EgressAnswer } from "../../platform/egress/trip.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";

/** A request that is ready: called, it leaves within the same turn. Everything that had to be waited for is done. */
export type ReadyRequest = () => Promise<SendOutcome>;

const UNKNOWN_RETRY_AFTER_MS = 30_000;

/** What an HTTP answer means for a page: 2xx is taken, 408, 429 and 5xx are worth a retry, the rest never will be. */
export function outcomeOf(answer: EgressAnswer, startedAt: number): SendOutcome {
	if (!answer.ok) {
		if (answer.reason === "blocked") return { kind: "failed", reason: "blocked" };
		return { kind: "retry", reason: answer.reason, retryAfterMs: null };
	}
	const { status } = answer;
	if (status >= 200 && status < 300) return { kind: "accepted", tookMs: Date.now() - startedAt };
	const mayComeBack = status === 408 || status === 429 || status >= 500;
	if (!mayComeBack) return { kind: "failed", reason: `http_${status}` };
	const header = answer.headers.get("retry-after");
	return { kind: "retry", reason: `http_${status}`, retryAfterMs: retryAfterMs(header, Date.now()) };
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; nonsense counts as 30 s; null without the header. */
export function retryAfterMs(header: string | null, now: number): number | null {
	if (header === null) return null;
	if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? UNKNOWN_RETRY_AFTER_MS : Math.max(0, at - now);
}
