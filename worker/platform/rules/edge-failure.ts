import type { FailureReason } from "./failure.ts";

const BY_STATUS: Record<number, FailureReason> = {
	520: "reset",
	521: "refused",
	522: "timeout",
	523: "refused",
	524: "timeout",
	525: "tls",
	526: "tls",
	530: "dns",
};

/** Where the status alone does not say it. "ours": the edge did not let us ask, so nothing is known of the target. */
const BY_CODE: Record<number, FailureReason | "ours"> = {
	1001: "dns",
	1016: "dns",
	1033: "refused",
	1002: "ours",
	1003: "ours",
	1014: "ours",
};
const STATUSES_WITH_A_CODE = [403, 409];

/** False when an answer with this status is the target's own, whatever its body. */
export function isEdgeStatus(status: number): boolean {
	return status in BY_STATUS || STATUSES_WITH_A_CODE.includes(status);
}

/**
 * On Cloudflare a failed connection is no exception but an answer of its edge with a body of `error code: N`. What that
 * means; null when the answer is the target's own.
 */
export function edgeFailure(status: number, body: string): FailureReason | "ours" | null {
	const [, code] = /^error code: (\d+)\s*$/.exec(body) ?? [];
	if (code === undefined) return null;
	return BY_CODE[Number(code)] ?? BY_STATUS[status] ?? null;
}
