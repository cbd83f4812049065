import type { Env } from "../env.ts";
import type { EgressPurpose } from "../rules/address.ts";
import { follow, isRedirectStatus, type RedirectAnswer, setOut } from "../rules/redirect.ts";
import type { Allowance } from "./allowance.ts";
import { knock, whyClosed } from "./knock.ts";
import { leave } from "./read-response.ts";
import {
	begin,
	blocked,
	callOnce,
	type EgressAnswer,
	type EgressFailure,
	type EgressRequest,
	fail,
	finish,
	judgeTarget,
	ours,
	sayWhy,
	TOO_MANY,
} from "./trip.ts";

/** Why this destination is refused ("is not a public address"), null when it may be called. For saving and calling. */
export function refuseTarget(env: Env, purpose: EgressPurpose, urlOrHostPort: string): string | null {
	const verdict = judgeTarget(env, purpose, urlOrHostPort);
	return verdict.ok ? null : verdict.why;
}

/**
 * The one way out for HTTP. Never throws, never follows a redirect without judging it, takes at most `timeoutMs`
 * (and 1 s more when it must find out why a connection failed).
 */
export async function egress(env: Env, request: EgressRequest): Promise<EgressAnswer> {
	const trip = begin(request);
	let journey = setOut({ body: request.body, ...request });
	for (;;) {
		const verdict = judgeTarget(env, request.purpose, journey.url);
		if (!verdict.ok || verdict.destination.href === null)
			return blocked(journey.been.length === 1, verdict.ok ? "must be a URL" : verdict.why, trip.startedAt);
		const call = await callOnce(trip, journey, verdict.destination);
		if (!call.ok) return call;
		const answer = redirectIn(call.response);
		if (!request.redirects || !answer) return finish(trip, call.response);
		await leave(call.response.body);
		const next = follow(journey, answer, request.redirects, Date.now());
		if (!next.ok) return fail(trip, "status", `${answer.status}; ${next.why}`);
		journey = next.journey;
	}
}

/** The one way out for plain TCP: opens and closes a connection. The same address rules, the same names of failures. */
export async function egressTcp(
	env: Env,
	request: { hostPort: string; timeoutMs: number; allowance?: Allowance },
): Promise<{ ok: true; latencyMs: number } | EgressFailure> {
	const startedAt = Date.now();
	const verdict = judgeTarget(env, "check", request.hostPort);
	if (!verdict.ok || verdict.destination.href !== null)
		return blocked(true, verdict.ok ? "must be host:port" : verdict.why, startedAt);
	const mayLeave = () => request.allowance?.take() !== false;
	if (!mayLeave()) return ours(TOO_MANY, 0);
	const outcome = await knock(verdict.destination, request.timeoutMs);
	const latencyMs = Date.now() - startedAt;
	if (outcome === "open") return { ok: true, latencyMs };
	if (outcome === "not ours to ask" || (outcome === "closed" && !mayLeave()))
		return ours(TOO_MANY, latencyMs);
	const reason = outcome === "silent" ? "timeout" : await whyClosed(verdict.destination);
	if (reason === null) return ours(TOO_MANY, latencyMs);
	return { ok: false, reason, detail: sayWhy(reason, latencyMs), latencyMs };
}

/** Null for an answer that leads nowhere. */
function redirectIn(response: Response): RedirectAnswer | null {
	if (!isRedirectStatus(response.status)) return null;
	const { status, headers } = response;
	const answer = { status, location: headers.get("location"), setCookies: headers.getSetCookie() };
	return answer.location === null ? null : answer;
}
