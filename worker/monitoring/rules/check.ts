import type { DnsReply, RecordType } from "../../platform/rules/dns-message.ts";
import type { FailureReason } from "../../platform/rules/failure.ts";
import type { Talk } from "../../platform/rules/talk.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { CheckResult, Expectation } from "./monitor.ts";

/** What came back by HTTP. */
export interface HttpAnswer {
	status: number;
	header: (name: string) => string | null;
	body: string;
	/** There was more of the body than was read. */
	isCut: boolean;
	latencyMs: number;
}

/** What came of a WebSocket. `talk` is null where no message was waited for, and where there was no handshake (not 101). */
export interface WebSocketAnswer {
	status: number;
	talk: Talk | null;
	latencyMs: number;
}

/** What the DNS said of a name. */
export interface DnsAnswer {
	type: RecordType;
	reply: DnsReply;
	latencyMs: number;
}

/** What came of a TLS handshake. `certificate` is null where none was wanted or could be read. */
export interface TlsCame {
	certificate: { endsAt: Instant; isForHost: boolean } | null;
	latencyMs: number;
	at: Instant;
}

export type Judgement = Pick<CheckResult, "outcome" | "reason" | "detail" | "latencyMs" | "status">;

/** A setting that is refused when it is saved: it cannot be meant, or could never succeed. */
export interface CheckRefusal {
	/** Where in `{request, expect}`, `/expect/json` for example. */
	pointer: string;
	message: string;
}

const MAX_DETAIL_LENGTH = 200;

/** What went wrong, in at most 200 characters. */
export function down(reason: FailureReason, detail: string, latencyMs: number): Judgement {
	return { outcome: "down", reason, detail: detail.slice(0, MAX_DETAIL_LENGTH), latencyMs };
}

/** Everything expected came: up, or degraded when it took too long. `told` says in a few words what came. */
export function answered(
	{ latencyBelowMs }: Pick<Expectation, "latencyBelowMs">,
	told: string,
	latencyMs: number,
): Judgement {
	if (latencyBelowMs === null || latencyMs < latencyBelowMs)
		return { outcome: "up", reason: null, detail: told, latencyMs };
	const detail = `${told}, slower than ${latencyBelowMs} ms`;
	return { outcome: "degraded", reason: null, detail, latencyMs };
}

/** The platform ends work in the background after 30 s: whoever hangs for longer would never be reported. */
export const MAX_TIMEOUT_SECONDS = 25;

/** The time-out of a smoke check that names none. */
export const SMOKE_TIMEOUT_SECONDS = 10;

/** How long a check may take, however patient its monitor is. */
export function checkTimeoutMs(timeoutSeconds: number): number {
	return Math.min(timeoutSeconds, MAX_TIMEOUT_SECONDS) * 1_000;
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
