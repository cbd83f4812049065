/** Why something was refused, as objects tell each other and the door tells the caller. */
export type Refusal = {
	code:
		| "not_found"
		| "conflict"
		| "incident_resolved"
		| "stale_command"
		| "precondition_failed"
		| "idempotency_mismatch"
		| "unauthenticated"
		| "forbidden"
		| "rate_limited"
		| "unavailable";
	detail: string;
	extra?: Record<string, unknown>;
};
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };
