import {
	type AddressRules,
	type AddressVerdict,
	type EgressPurpose,
	judgeAddress,
	parseList,
} from "./core/address.ts";
import type { FailureReason } from "./core/monitor.ts";
import type { Env } from "./env.ts";

export interface EgressRequest {
	purpose: EgressPurpose;
	url: string;
	method: string;
	headers: Record<string, string>;
	body?: string | Uint8Array;
	/** Bounds everything: connecting, every hop, reading the body. */
	timeoutMs: number;
	/** The body is cut here, not refused. 0 reads nothing. */
	maxResponseBytes: number;
	/** How many redirects of a GET or HEAD to follow; a further one is the answer itself. Default 0. */
	redirects?: number;
}

export type EgressAnswer =
	| { ok: true; status: number; headers: Headers; body: string; latencyMs: number }
	| { ok: false; reason: FailureReason; detail: string; latencyMs: number };

/** Why this destination is refused ("is not a public address"), null when it may be called. For saving and calling. */
export function refuseTarget(env: Env, purpose: EgressPurpose, urlOrHostPort: string): string | null {
	const verdict = judgeTarget(env, purpose, urlOrHostPort);
	return verdict.ok ? null : verdict.why;
}

/** As `refuseTarget`, with the canonical destination to call. */
export function judgeTarget(env: Env, purpose: EgressPurpose, urlOrHostPort: string): AddressVerdict {
	return judgeAddress(purpose, urlOrHostPort, rulesOf(env));
}

/** The one way out. Never throws, never follows a redirect unseen, never takes longer than `timeoutMs`. */
export async function egress(env: Env, request: EgressRequest): Promise<EgressAnswer> {
	const startedAt = Date.now();
	const verdict = judgeTarget(env, request.purpose, request.url);
	const took = () => Date.now() - startedAt;
	if (!verdict.ok || verdict.destination.href === null)
		return {
			ok: false,
			reason: "blocked",
			detail: `target ${verdict.ok ? "is not a URL" : verdict.why}`,
			latencyMs: 0,
		};
	try {
		const response = await fetch(verdict.destination.href, {
			method: request.method,
			headers: request.headers,
			body: request.body as BodyInit | undefined,
			redirect: "manual",
			signal: AbortSignal.timeout(request.timeoutMs),
		});
		const body = (await response.text()).slice(0, request.maxResponseBytes);
		return { ok: true, status: response.status, headers: response.headers, body, latencyMs: took() };
	} catch (error) {
		const reason = error instanceof Error && error.name === "TimeoutError" ? "timeout" : "reset";
		return { ok: false, reason, detail: reason, latencyMs: took() };
	}
}

function rulesOf(env: Env): AddressRules {
	return { allow: parseList(env.EGRESS_ALLOW), ownNames: parseList(env.OWN_NAMES) };
}
