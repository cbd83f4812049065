import { connect } from "cloudflare:sockets";
import { type Destination, isIpLiteral } from "../rules/address.ts";
import type { FailureReason } from "../rules/failure.ts";

/** Opens and closes a plain connection to a destination that was already judged. Never throws. */
export async function knock(
	to: Destination,
	timeoutMs: number,
): Promise<"open" | "closed" | "silent" | "not ours to ask"> {
	const patience = AbortSignal.timeout(timeoutMs);
	const silence = new Promise<"silent">((resolve) => {
		patience.addEventListener("abort", () => resolve("silent"));
	});
	try {
		const socket = connect({ hostname: to.host, port: to.port });
		socket.closed.catch(() => {});
		const opened = socket.opened.then(
			() => "open" as const,
			(error: unknown) => refusalOf(error),
		);
		const outcome = await Promise.race([opened, silence]);
		socket.close().catch(() => {});
		return outcome;
	} catch (error) {
		// `connect` refuses some destinations at once, by throwing.
		return refusalOf(error);
	}
}

const refusalOf = (error: unknown) => (isOverBudget(error) ? "not ours to ask" : "closed");

const KNOCK_MS = 1_000;

/**
 * Why a request got no answer. The runtime says "Network connection lost." for a refused and a broken connection,
 * "internal error" for an unknown name and for TLS: a second, plain connection tells them apart. Null: we may not ask.
 */
export async function whyUnanswered(error: unknown, to: Destination): Promise<FailureReason | null> {
	if (isTimeout(error)) return "timeout";
	const lost = wasLost(error);
	const knocked = await knock(to, KNOCK_MS);
	if (knocked === "not ours to ask") return null;
	if (knocked === "open") return to.tls && !lost ? "tls" : "reset";
	return lost || isIpLiteral(to.host) ? "refused" : "dns";
}

/** `connect` does not say whether the name or the port was the trouble; `fetch` of the closed port does. Null: we may not ask. */
export async function whyClosed(to: Destination): Promise<FailureReason | null> {
	if (isIpLiteral(to.host)) return "refused";
	try {
		const signal = AbortSignal.timeout(KNOCK_MS);
		await fetch(`http://${to.host}:${to.port}/`, { method: "HEAD", redirect: "manual", signal });
		return "refused";
	} catch (error) {
		if (isOverBudget(error)) return null;
		return wasLost(error) ? "refused" : "dns";
	}
}

export function isTimeout(error: unknown): boolean {
	return error instanceof Error && ["TimeoutError", "AbortError"].includes(error.name);
}

/** The platform lets one invocation make so many requests: that says nothing of whoever would have been asked. */
export function isOverBudget(error: unknown): boolean {
	return error instanceof Error && error.message.includes("Too many subrequests");
}

/** The connection was closed, or never came about. */
export function wasLost(error: unknown): boolean {
	return error instanceof Error && error.message.includes("Network connection lost");
}
