/** What every way out has in common: who may be called, one call, and what became of it. */
import type { Env } from "../env.ts";
import { perEnv } from "../per-env.ts";
import {
	type AddressRules,
	type AddressVerdict,
	type Destination,
	type EgressPurpose,
	judgeAddress,
	parseList,
} from "../rules/address.ts";
import { edgeFailure, isEdgeStatus } from "../rules/edge-failure.ts";
import type { FailureReason } from "../rules/failure.ts";
import { headersOf, type Journey } from "../rules/redirect.ts";
import type { Allowance } from "./allowance.ts";
import { isOverBudget, isTimeout, wasLost, whyUnanswered } from "./knock.ts";
import { readResponse } from "./read-response.ts";

export interface EgressRequest {
	purpose: EgressPurpose;
	url: string;
	method: string;
	headers: Record<string, string>;
	body?: string | Uint8Array;
	/** Bounds everything: connecting, every hop, reading the body. */
	timeoutMs: number;
	/** The body is cut here, not refused. 0 ends with the headers. */
	maxResponseBytes: number;
	/** How many redirects to follow; one more is a failure. 0 (the default): the first answer is the answer. */
	redirects?: number;
	/** Asks once more when the connection is lost before its answer: a kept one may have died unnoticed. */
	asksTwice?: boolean;
	/** Where several share one invocation. What may not leave any more is `isOurs`. */
	allowance?: Allowance;
}

export type EgressFailure = {
	ok: false;
	reason: FailureReason;
	detail: string;
	latencyMs: number;
	/** It is we who could not ask: nothing is known of the target. */
	isOurs?: true;
};
/**
 * `latencyMs` is the time until the last byte that was read; `isCut`: there was more to read. `body` is what `bytes`
 * say as a text.
 */
export type EgressAnswer =
	| {
			ok: true;
			status: number;
			headers: Headers;
			body: string;
			bytes: Uint8Array;
			isCut: boolean;
			latencyMs: number;
	  }
	| EgressFailure;

/** One request that is under way. */
export interface Trip {
	request: EgressRequest;
	signal: AbortSignal;
	startedAt: number;
}

export function begin(request: EgressRequest): Trip {
	return { request, signal: AbortSignal.timeout(request.timeoutMs), startedAt: Date.now() };
}

export function judgeTarget(env: Env, purpose: EgressPurpose, urlOrHostPort: string): AddressVerdict {
	return judgeAddress(purpose, urlOrHostPort, rulesOf(env));
}

const rulesOf = perEnv(
	(env): AddressRules => ({
		allow: parseList(env.EGRESS_ALLOW),
		ownNames: parseList(env.OWN_NAMES),
		isOnCloudflare: env.ON_CLOUDFLARE === "true",
	}),
);

export function blocked(first: boolean, why: string, startedAt: number): EgressFailure {
	const detail = `${first ? "the target" : "the redirect's target"} ${why}`;
	return { ok: false, reason: "blocked", detail, latencyMs: Date.now() - startedAt };
}

export function fail(trip: Trip, reason: FailureReason, detail?: string): EgressFailure {
	const latencyMs = Date.now() - trip.startedAt;
	return { ok: false, reason, detail: detail ?? sayWhy(reason, latencyMs), latencyMs };
}

export const TOO_MANY = "this invocation made as many requests as it may";

export function ours(detail: string, latencyMs: number): EgressFailure {
	return { ok: false, reason: "blocked", detail, latencyMs, isOurs: true };
}

export async function callOnce(
	trip: Trip,
	journey: Journey,
	to: Destination,
): Promise<{ ok: true; response: Response } | EgressFailure> {
	const { asksTwice, allowance } = trip.request;
	const asks = asksTwice ? 2 : 1;
	const tooMany = () => ours(TOO_MANY, Date.now() - trip.startedAt);
	const url = to.href ?? journey.url;
	const init = initOf(trip, journey);
	for (let ask = 1; ; ask++) {
		if (allowance?.take() === false) return tooMany();
		try {
			return { ok: true, response: await fetch(url, init) };
		} catch (error) {
			if (!isRequest(url, init)) return fail(trip, "blocked", "invalid request headers or body");
			if (isOverBudget(error)) return tooMany();
			if (ask < asks && wasLost(error)) continue;
			// Finding out takes time that is not the target's.
			const latencyMs = Date.now() - trip.startedAt;
			if (!isTimeout(error) && allowance?.take() === false) return tooMany();
			const reason = await whyUnanswered(error, to);
			if (reason === null) return tooMany();
			return { ok: false, reason, detail: sayWhy(reason, latencyMs), latencyMs };
		}
	}
}

function initOf({ request, signal }: Trip, journey: Journey): RequestInit {
	return {
		method: journey.method,
		headers: headersOf(journey),
		body: journey.body ?? null,
		redirect: "manual",
		signal,
		...(request.purpose === "check" ? { cache: "no-store" } : {}),
	};
}

/** False for what HTTP does not allow: a line break in a header, a GET with a body. Asked only of what failed. */
function isRequest(url: string, init: RequestInit): boolean {
	try {
		return new Request(url, init) !== null;
	} catch {
		return false;
	}
}

export async function finish(trip: Trip, response: Response): Promise<EgressAnswer> {
	const { status } = response;
	const fromEdge = isEdgeStatus(status) && response.headers.get("server") === "cloudflare";
	const { maxResponseBytes } = trip.request;
	const body = await readResponse(
		response,
		fromEdge ? Math.max(EDGE_BYTES, maxResponseBytes) : maxResponseBytes,
	);
	if (!body.ok) return fail(trip, body.reason, body.detail);
	const edge = fromEdge ? edgeFailure(status, body.text) : null;
	if (edge === "ours") return ours(body.text.trim(), Date.now() - trip.startedAt);
	if (edge) return fail(trip, edge);
	return {
		ok: true,
		status,
		// The runtime makes an object of them when they are asked for, which most checks do not.
		get headers() {
			return response.headers;
		},
		body: body.text,
		bytes: body.bytes,
		isCut: body.isCut,
		latencyMs: Date.now() - trip.startedAt,
	};
}

const EDGE_BYTES = 64;

export function sayWhy(reason: FailureReason, latencyMs: number): string {
	const words: Partial<Record<FailureReason, string>> = {
		dns: "host name not found",
		refused: "connection refused",
		timeout: `timed out after ${latencyMs} ms`,
		reset: `connection reset after ${latencyMs} ms`,
		tls: "TLS connection failed",
	};
	return words[reason] ?? reason;
}
