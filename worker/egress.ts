import { connect } from "cloudflare:sockets";
import {
	type AddressRules,
	type AddressVerdict,
	type Destination,
	type EgressPurpose,
	isIpLiteral,
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

export type EgressFailure = { ok: false; reason: FailureReason; detail: string; latencyMs: number };
/** `latencyMs` is the time until the last byte that was read. */
export type EgressAnswer =
	| { ok: true; status: number; headers: Headers; body: string; latencyMs: number }
	| EgressFailure;

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
	const startedAt = Date.now();
	const signal = AbortSignal.timeout(request.timeoutMs);
	const hop: Hop = { url: request.url, headers: request.headers, body: request.body };
	for (let left = request.redirects ?? 0; ; left--) {
		const verdict = judgeTarget(env, request.purpose, hop.url);
		if (!verdict.ok || verdict.destination.href === null)
			return blocked(hop.url === request.url, verdict.ok ? "is not a URL" : verdict.why, startedAt);
		const answer = await callOnce(request, hop, verdict.destination, signal, startedAt);
		const next = answer.ok && left > 0 ? nextUrl(request.method, answer, verdict.destination.href) : null;
		if (next === null) return answer;
		if (new URL(next).origin !== new URL(hop.url).origin) hop.headers = harmless(hop.headers);
		hop.url = next;
	}
}

/** The one way out for plain TCP: opens and closes a connection. The same address rules, the same names of failures. */
export async function egressTcp(
	env: Env,
	request: { hostPort: string; timeoutMs: number },
): Promise<{ ok: true; latencyMs: number } | EgressFailure> {
	const startedAt = Date.now();
	const verdict = judgeTarget(env, "check", request.hostPort);
	if (!verdict.ok || verdict.destination.href !== null)
		return blocked(true, verdict.ok ? "is not host:port" : verdict.why, startedAt);
	const outcome = await knock(verdict.destination, request.timeoutMs);
	const latencyMs = Date.now() - startedAt;
	if (outcome === "open") return { ok: true, latencyMs };
	const reason = outcome === "silent" ? "timeout" : await whyClosed(verdict.destination);
	return { ok: false, reason, detail: sayWhy(reason, latencyMs), latencyMs };
}

type Hop = { url: string; headers: Record<string, string>; body: EgressRequest["body"] };

function judgeTarget(env: Env, purpose: EgressPurpose, urlOrHostPort: string): AddressVerdict {
	const rules: AddressRules = { allow: parseList(env.EGRESS_ALLOW), ownNames: parseList(env.OWN_NAMES) };
	return judgeAddress(purpose, urlOrHostPort, rules);
}

function blocked(first: boolean, why: string, startedAt: number): EgressFailure {
	const detail = `${first ? "the target" : "the redirect's target"} ${why}`;
	return { ok: false, reason: "blocked", detail, latencyMs: Date.now() - startedAt };
}

async function callOnce(
	request: EgressRequest,
	hop: Hop,
	destination: Destination,
	signal: AbortSignal,
	startedAt: number,
): Promise<EgressAnswer> {
	const outgoing = requestOf(request, hop, destination, signal);
	if (!outgoing) {
		const detail = "a request with these headers and this body cannot be sent";
		return { ok: false, reason: "blocked", detail, latencyMs: 0 };
	}
	let response: Response | null = null;
	try {
		response = await fetch(outgoing);
		const body = await readAtMost(response, request.maxResponseBytes);
		const latencyMs = Date.now() - startedAt;
		const reason = edgeFailure(response, body);
		if (reason) return { ok: false, reason, detail: sayWhy(reason, latencyMs), latencyMs };
		return { ok: true, status: response.status, headers: response.headers, body, latencyMs };
	} catch (error) {
		const latencyMs = Date.now() - startedAt;
		const reason = await nameFailure(error, destination, response !== null);
		return { ok: false, reason, detail: sayWhy(reason, latencyMs), latencyMs };
	}
}

/** Null for what HTTP does not allow: a line break in a header, a GET with a body. */
function requestOf(request: EgressRequest, hop: Hop, to: Destination, signal: AbortSignal): Request | null {
	try {
		return new Request(to.href ?? hop.url, {
			method: request.method,
			headers: hop.headers,
			body: hop.body,
			redirect: "manual",
			signal,
			...(request.purpose === "check" ? { cache: "no-store" } : {}),
		});
	} catch {
		return null;
	}
}

/** Stops reading at the limit, which also closes the connection of an endless body. */
async function readAtMost(response: Response, maxBytes: number): Promise<string> {
	if (!response.body) return "";
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	let text = "";
	let bytes = 0;
	while (bytes < maxBytes) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		text += decoder.decode(value.subarray(0, maxBytes - bytes), { stream: true });
		bytes += value.byteLength;
	}
	await reader.cancel();
	return text;
}

/** Where a redirect leads; null when the answer is none to follow. */
function nextUrl(method: string, answer: { status: number; headers: Headers }, base: string): string | null {
	const location = answer.headers.get("location");
	const redirects = [301, 302, 303, 307, 308].includes(answer.status);
	if (!redirects || location === null || !["GET", "HEAD"].includes(method)) return null;
	return URL.canParse(location, base) ? new URL(location, base).href : null;
}

/** What may be told to another origin than the one the headers were meant for: any other may be a secret. */
function harmless(headers: Record<string, string>): Record<string, string> {
	const kept = ["accept", "accept-language", "user-agent", "tocsin-region"];
	return Object.fromEntries(Object.entries(headers).filter(([name]) => kept.includes(name.toLowerCase())));
}

/** On Cloudflare a failed connection is no exception but an answer of its edge with a body of `error code: …`. */
const EDGE_FAILURES: Record<number, FailureReason> = {
	520: "reset",
	521: "refused",
	522: "timeout",
	523: "refused",
	524: "timeout",
	525: "tls",
	526: "tls",
	530: "dns",
};

function edgeFailure(response: Response, body: string): FailureReason | null {
	const fromEdge = response.headers.get("server") === "cloudflare" && body.startsWith("error code: ");
	return fromEdge ? (EDGE_FAILURES[response.status] ?? null) : null;
}

const KNOCK_MS = 1_000;

/**
 * The runtime says "Network connection lost." for a refused and a broken connection, "internal error" for an unknown
 * name and for TLS: a second, plain connection tells them apart.
 */
async function nameFailure(error: unknown, to: Destination, answered: boolean): Promise<FailureReason> {
	if (error instanceof Error && ["TimeoutError", "AbortError"].includes(error.name)) return "timeout";
	if (answered) return "reset";
	const lost = wasLost(error);
	if ((await knock(to, KNOCK_MS)) === "open") return to.tls && !lost ? "tls" : "reset";
	return lost || isIpLiteral(to.host) ? "refused" : "dns";
}

/** `connect` does not say whether the name or the port was the trouble; `fetch` of the closed port does. */
async function whyClosed(to: Destination): Promise<FailureReason> {
	if (isIpLiteral(to.host)) return "refused";
	try {
		const signal = AbortSignal.timeout(KNOCK_MS);
		await fetch(`http://${to.host}:${to.port}/`, { method: "HEAD", redirect: "manual", signal });
		return "refused";
	} catch (error) {
		return wasLost(error) ? "refused" : "dns";
	}
}

function wasLost(error: unknown): boolean {
	return error instanceof Error && error.message.includes("Network connection lost");
}

async function knock(to: Destination, timeoutMs: number): Promise<"open" | "closed" | "silent"> {
	const patience = AbortSignal.timeout(timeoutMs);
	const silence = new Promise<"silent">((resolve) => {
		patience.addEventListener("abort", () => resolve("silent"));
	});
	try {
		const socket = connect({ hostname: to.host, port: to.port });
		socket.closed.catch(() => {});
		const opened = socket.opened.then(
			() => "open" as const,
			() => "closed" as const,
		);
		const outcome = await Promise.race([opened, silence]);
		socket.close().catch(() => {});
		return outcome;
	} catch {
		// `connect` refuses some destinations at once, by throwing.
		return "closed";
	}
}

function sayWhy(reason: FailureReason, latencyMs: number): string {
	const words: Partial<Record<FailureReason, string>> = {
		dns: "the name does not resolve",
		refused: "connection refused",
		timeout: `no answer within ${latencyMs} ms`,
		reset: `the connection broke off after ${latencyMs} ms`,
		tls: "no valid TLS connection",
	};
	return words[reason] ?? reason;
}
