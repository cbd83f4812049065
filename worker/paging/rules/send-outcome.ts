/** What became of one request to one method. `gone`: the device will never be reached by this registration again. */
export type SendOutcome =
	/** `place`: where it can be read there, and edited. Absent: its provider does not say. */
	| { kind: "accepted"; tookMs: number; place?: string }
	| { kind: "retry"; reason: string; retryAfterMs: number | null }
	| { kind: "failed"; reason: string }
	| { kind: "gone"; registration?: string };

/** The reason of a failure that disables the method for good. */
export const GONE = "gone";

/** A page was refused below the message of its incident. Its next try stands by itself. */
export const THREAD_REFUSED = "thread_refused";
