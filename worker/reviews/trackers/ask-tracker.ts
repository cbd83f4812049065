import { egress } from "../../platform/egress/egress.ts";
import type { EgressFailure } from "../../platform/egress/trip.ts";
import type { Env } from "../../platform/env.ts";
import { signedHeaders } from "../../platform/vault/webhook-signature.ts";
import type { IssueOutcome, IssueSearch } from "../rules/issue.ts";
import type { IssueRequest, Tracker, TrackerAnswer, TrackerRequest } from "./tracker-kind.ts";

/** How long a tracker may take for one answer. */
export const TRACKER_TIMEOUT_MS = 10_000;
const MOST_BYTES = 4_000_000;

export interface Asked {
	tracker: Tracker;
	settings: unknown;
	secret: string;
	request: IssueRequest;
}

/** Is it there already? Only a tracker's own answer says that it is not. */
export async function findIssue(env: Env, asked: Asked): Promise<IssueSearch> {
	const { tracker, settings, secret, request } = asked;
	const { finder } = tracker;
	if (!finder) return { kind: "absent" };
	for (let page = 1; page <= finder.mostPages; page++) {
		const answer = await call(env, finder.ask(settings, secret, request, page), secret);
		if (!("status" in answer)) return { kind: "unanswered", why: answer.detail };
		const search = finder.read(settings, answer, request);
		if (search.kind !== "more") return search;
	}
	return { kind: "unanswered", why: "too many issues are newer" };
}

/** Leaves at once: everything is ready. */
export async function createIssue(env: Env, asked: Asked): Promise<IssueOutcome> {
	const { tracker, settings, secret, request } = asked;
	const answer = await call(env, tracker.create(settings, secret, request), secret);
	if ("status" in answer) return tracker.created(settings, answer);
	return { kind: KINDS[answer.reason] ?? "unknown", why: `No answer: ${answer.detail}` };
}

/** Failures after which nothing can have arrived. */
const KINDS: Partial<Record<EgressFailure["reason"], "refused" | "not_now">> = {
	blocked: "refused",
	dns: "not_now",
	refused: "not_now",
	tls: "not_now",
};

async function call(
	env: Env,
	{ signedAs, ...request }: TrackerRequest,
	secret: string,
): Promise<TrackerAnswer | EgressFailure> {
	const signed =
		signedAs === undefined ? {} : signedHeaders([secret], signedAs, new Date(), request.body ?? "");
	const answer = await egress(env, {
		...request,
		purpose: "webhook",
		headers: { ...request.headers, ...signed },
		timeoutMs: TRACKER_TIMEOUT_MS,
		maxResponseBytes: MOST_BYTES,
	});
	if (!answer.ok) return answer;
	return {
		status: answer.status,
		header: (name) => answer.headers.get(name),
		json: answer.isCut ? undefined : parsed(answer.body),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
