import { connect } from "cloudflare:sockets";
import type { Env } from "../env.ts";
import type { Destination } from "../rules/address.ts";
import type { Allowance } from "./allowance.ts";
import { type ShownCertificate, shownCertificate } from "./certificate.ts";
import { egress } from "./egress.ts";
import { blocked, type EgressFailure, judgeTarget, ours, sayWhy, TOO_MANY } from "./trip.ts";

export interface TlsRequest {
	hostPort: string;
	/** Whether the certificate is read too, which takes a connection of its own. */
	readsCertificate: boolean;
	timeoutMs: number;
	allowance?: Allowance;
}

/** `latencyMs` is the handshake’s. `certificate` is null where none was wanted or could be read. */
export type TlsAnswer =
	| { ok: true; certificate: ShownCertificate | null; latencyMs: number }
	/** Of a handshake that failed by the certificate, as far as it could be read. */
	| (EgressFailure & { certificate?: ShownCertificate | null });

/**
 * The one way out for TLS: a handshake, which the runtime verifies for this host. The same address rules and names of
 * failures as for HTTP. Never throws.
 */
export async function egressTls(env: Env, request: TlsRequest): Promise<TlsAnswer> {
	const { hostPort, readsCertificate, timeoutMs, allowance } = request;
	const startedAt = Date.now();
	const verdict = judgeTarget(env, "check", hostPort);
	if (!verdict.ok || verdict.destination.href !== null)
		return blocked(true, verdict.ok ? "must be host:port" : verdict.why, startedAt);
	const to = verdict.destination;
	const signal = AbortSignal.timeout(timeoutMs);
	const mayLeave = () => allowance?.take() !== false;
	if (!mayLeave()) return ours(TOO_MANY, 0);
	const isDone = await handshake(to, signal);
	const latencyMs = Date.now() - startedAt;
	if (signal.aborted)
		return { ok: false, reason: "timeout", detail: sayWhy("timeout", latencyMs), latencyMs };
	const answer = isDone ? { ok: true as const, latencyMs } : await askByHttps(env, request, startedAt);
	const isWanted = answer.ok ? readsCertificate : answer.reason === "tls";
	if (!isWanted) return { ...answer, certificate: null };
	const certificate = mayLeave() ? await shownCertificate(to, signal) : "not ours to ask";
	if (certificate !== "not ours to ask") return { ...answer, certificate };
	return answer.ok ? ours(TOO_MANY, latencyMs) : answer;
}

async function handshake(to: Destination, signal: AbortSignal): Promise<boolean> {
	try {
		const socket = connect(
			{ hostname: to.host, port: to.port },
			{ secureTransport: "on", allowHalfOpen: false },
		);
		socket.closed.catch(() => {});
		const silence = new Promise<never>((_, reject) => {
			signal.addEventListener("abort", () => reject(signal.reason));
		});
		await Promise.race([socket.opened, silence]).finally(() => void socket.close().catch(() => {}));
		return true;
	} catch {
		return false;
	}
}

/** `connect` does not say why it failed, and opens nothing at Cloudflare’s own addresses; a request can do both. */
async function askByHttps(
	env: Env,
	{ hostPort, timeoutMs, allowance }: TlsRequest,
	startedAt: number,
): Promise<{ ok: true; latencyMs: number } | EgressFailure> {
	const answer = await egress(env, {
		...{ purpose: "check", url: `https://${hostPort}/`, method: "HEAD", headers: {}, maxResponseBytes: 0 },
		timeoutMs: Math.max(1, startedAt + timeoutMs - Date.now()),
		...(allowance ? { allowance } : {}),
	});
	return answer.ok ? { ok: true, latencyMs: answer.latencyMs } : answer;
}
