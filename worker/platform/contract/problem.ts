/** Every way our own API says no (RFC 9457): the slug in which `type` ends, its status and its title. */
export const PROBLEMS = {
	"malformed-json": { status: 400, title: "Body is not valid JSON" },
	unauthenticated: { status: 401, title: "Authentication required" },
	forbidden: { status: 403, title: "Not allowed for your role" },
	csrf: { status: 403, title: "Cross-site request blocked" },
	"not-found": { status: 404, title: "Not found" },
	"method-not-allowed": { status: 405, title: "Method not allowed" },
	conflict: { status: 409, title: "Conflict with current state" },
	"incident-resolved": { status: 409, title: "Incident already resolved" },
	"stale-command": { status: 409, title: "Incident was reopened" },
	"in-use": { status: 409, title: "Still in use" },
	"precondition-failed": { status: 412, title: "Changed since you read it" },
	"too-large": { status: 413, title: "Body too large" },
	"unsupported-media-type": { status: 415, title: "Body must be JSON" },
	validation: { status: 422, title: "Invalid request" },
	"target-blocked": { status: 422, title: "Destination not allowed" },
	"idempotency-mismatch": { status: 422, title: "Idempotency-Key reused" },
	"upgrade-required": { status: 426, title: "This address is a WebSocket" },
	"precondition-required": { status: 428, title: "If-Match required" },
	"rate-limited": { status: 429, title: "Too many requests" },
	internal: { status: 500, title: "Internal error" },
	unavailable: { status: 503, title: "Temporarily unavailable" },
} as const;

export type ProblemSlug = keyof typeof PROBLEMS;

/** One thing that is wrong with a request; `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export interface FieldError {
	pointer: string;
	code: ProblemSlug;
	message: string;
}

/** The same for every deployment, so that a client may compare it. */
export function problemType(slug: ProblemSlug): string {
	return `https://tocsin.dev/problems/${slug}`;
}
