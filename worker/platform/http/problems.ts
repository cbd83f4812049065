import type { Refusal } from "../answer.ts";
import { type FieldError, PROBLEMS, type ProblemSlug, problemType } from "../contract/problem.ts";
import type { AppContext } from "./app-env.ts";

export interface ProblemExtra {
	errors?: FieldError[];
	headers?: Record<string, string>;
	/** Further members of the problem document, `current` or `evidence` for example. */
	members?: Record<string, unknown>;
}

/** An RFC 9457 answer. `detail` is for people: never a stack, a statement or a path. */
export function problem(
	c: AppContext,
	slug: ProblemSlug,
	detail: string,
	extra: ProblemExtra = {},
): Response {
	const { status, title } = PROBLEMS[slug];
	const document = {
		...extra.members,
		type: problemType(slug),
		title,
		status,
		detail,
		requestId: c.get("requestId"),
		...(extra.errors ? { errors: extra.errors } : {}),
	};
	return c.body(JSON.stringify(document), status, {
		"content-type": "application/problem+json",
		...extra.headers,
	});
}

/** A 422 that names every field that is wrong. */
export function invalid(c: AppContext, errors: FieldError[]): Response {
	const slug =
		errors.length > 0 && errors.every((e) => e.code === "target-blocked") ? "target-blocked" : "validation";
	const detail = errors.length === 1 ? (errors[0]?.message ?? "") : `${errors.length} fields are invalid.`;
	return problem(c, slug, detail, { errors });
}

const SLUG_OF_REFUSAL: Record<Refusal["code"], ProblemSlug> = {
	not_found: "not-found",
	conflict: "conflict",
	incident_resolved: "incident-resolved",
	stale_command: "stale-command",
	precondition_failed: "precondition-failed",
	idempotency_mismatch: "idempotency-mismatch",
	unauthenticated: "unauthenticated",
	forbidden: "forbidden",
	rate_limited: "rate-limited",
	unavailable: "unavailable",
};

/** What an object refused, in the words of the API; the refusal's `extra` become members of the document. */
export function refused(c: AppContext, refusal: Refusal): Response {
	const slug = SLUG_OF_REFUSAL[refusal.code];
	return problem(c, slug, refusal.detail, {
		members: refusal.extra,
		headers: slug === "rate-limited" ? { "retry-after": "60" } : {},
	});
}

/** 503: what the caller needs is down for the moment; the sentence names the part. */
export function unavailable(c: AppContext, detail: string, members?: Record<string, unknown>): Response {
	return problem(c, "unavailable", detail, { headers: { "retry-after": "5" }, members });
}
