/** Every way our own API says no (RFC 9457): the slug in which `type` ends, its status and its title. */
export const PROBLEMS = {
	"malformed-json": { status: 400, title: "The body is not JSON" },
	unauthenticated: { status: 401, title: "Who are you?" },
	forbidden: { status: 403, title: "Your role may not do this" },
	csrf: { status: 403, title: "The request came from another site" },
	"not-found": { status: 404, title: "There is no such thing" },
	"method-not-allowed": { status: 405, title: "This address does not take this method" },
	conflict: { status: 409, title: "This contradicts what is there" },
	"incident-resolved": { status: 409, title: "The incident is resolved" },
	"stale-command": { status: 409, title: "The incident has moved on" },
	"in-use": { status: 409, title: "Something still refers to this" },
	"precondition-failed": { status: 412, title: "Somebody changed this before you" },
	"too-large": { status: 413, title: "The body is too large" },
	"unsupported-media-type": { status: 415, title: "The body must be JSON" },
	validation: { status: 422, title: "The request is not valid" },
	"target-blocked": { status: 422, title: "This destination may not be called" },
	"idempotency-mismatch": { status: 422, title: "The key was used for another request" },
	"upgrade-required": { status: 426, title: "This address is a WebSocket" },
	"precondition-required": { status: 428, title: "Say which version you changed" },
	"rate-limited": { status: 429, title: "Too many requests" },
	internal: { status: 500, title: "Something broke on our side" },
	unavailable: { status: 503, title: "A part that this needs is down" },
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
