import type { FieldError, ProblemSlug } from "../../worker/platform/contract/problem.ts";
import { MAYBE_CONFIRMED, NOT_CONFIRMED } from "../../worker/platform/rules/phrases.ts";
import { sawNetwork } from "./online.ts";
import { sessionEnded } from "./session-signal.ts";

export interface Problem {
	slug: ProblemSlug;
	status: number;
	title: string;
	detail: string;
	requestId: string | null;
	errors: FieldError[];
	/** The whole answer: a 409 of a resolve carries `evidence`, a 412 `current`. */
	body: Record<string, unknown>;
}

/** `offline` is there when no answer came: true without a network, false when a change may have happened all the same. */
export type Failure = { ok: false; offline: true } | { ok: false; offline?: false; problem: Problem };
export type Result<T> = { ok: true; value: T } | Failure;
export type ApiMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface ApiOptions {
	headers?: Record<string, string>;
	/** Makes a POST that is sent twice happen once. */
	idempotencyKey?: string;
	ifMatch?: number;
	/** How long the answer may take; 15 s unless the call is known to take longer. */
	patienceMs?: number;
}

/** A phone without a network must not wait without end. */
const PATIENCE_MS = 15_000;
/** For calls that run checks before they answer: a check may take 25 s, and the call waits a little longer. */
export const CHECKING_PATIENCE_MS = 35_000;

/**
 * Calls `/api/v1` + `path` with the session's cookie. Never throws: no network is `{ok:false, offline:true}`, a
 * refusal `{ok:false, problem}`. A reading without an answer in time counts as no network; a change does not, for it
 * may have happened. 204 answers `undefined`. A 401 also ends the session as the app knows it.
 */
export async function api<T>(
	method: ApiMethod,
	path: `/${string}`,
	body?: unknown,
	options: ApiOptions = {},
): Promise<Result<T>> {
	const patience = AbortSignal.timeout(options.patienceMs ?? PATIENCE_MS);
	try {
		const told = method === "GET" ? await takeEarly(path) : undefined;
		const answer =
			told ??
			(await fetch(`/api/v1${path}`, {
				method,
				headers: headersOf(method, body, options),
				// A text is a document of its own, whose type the caller says.
				body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
				signal: patience,
			}));
		sawNetwork(true);
		// A call with a credential of its own says nothing about the session.
		if (answer.status === 401 && !options.headers?.authorization) sessionEnded();
		if (!answer.ok) return { ok: false, problem: await readProblem(answer) };
		const value = answer.status === 204 ? undefined : await answer.json();
		return { ok: true, value: value as T };
	} catch {
		if (patience.aborted && method !== "GET") return { ok: false, offline: false, problem: LATE };
		sawNetwork(false);
		return { ok: false, offline: true };
	}
}

const LATE: Problem = {
	slug: "unavailable",
	status: 504,
	title: "No response in time",
	detail: MAYBE_CONFIRMED,
	requestId: null,
	errors: [],
	body: {},
};

const early = new Map<string, Promise<Response | undefined>>();
/** What nobody has asked for by then would be old. */
const EARLY_FOR_MS = 10_000;

/**
 * Once, at the start: begins to read what the screen will ask for, while its code is on its way. The first `api` of a path
 * takes the answer; what failed is asked for again by then.
 */
export function readEarly(paths: readonly `/${string}`[]): void {
	for (const path of paths) {
		const asked = fetch(`/api/v1${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
		early.set(
			path,
			asked.then(
				(answer) => (answer.ok ? answer : undefined),
				() => undefined,
			),
		);
	}
	setTimeout(forgetEarly, EARLY_FOR_MS);
}

/** What one person was told is not for the next one. */
export const forgetEarly = (): void => early.clear();

function takeEarly(path: string): Promise<Response | undefined> | undefined {
	const asked = early.get(path);
	early.delete(path);
	return asked;
}

/** What to tell a person about a call that failed, in one sentence. */
export function failureWords(failure: Failure): string {
	// An answer can be lost where the change was not: no more is known than this.
	if (failure.offline) return NOT_CONFIRMED;
	const { problem } = failure;
	const first = problem.errors[0];
	if (first) return `${fieldName(first.pointer)} ${first.message.replace(/\.$/, "")}.`;
	return problem.detail ? capital(problem.detail) : `${problem.title}.`;
}

/** The message of one field of a refused form: `fieldError(failure, "/name")`. */
export function fieldError(failure: Failure | null, pointer: string): string | undefined {
	if (!failure || failure.offline) return undefined;
	const message = failure.problem.errors.find((error) => error.pointer === pointer)?.message;
	return message && capital(message);
}

function headersOf(method: ApiMethod, body: unknown, options: ApiOptions): Record<string, string> {
	const headers: Record<string, string> = { accept: "application/json" };
	// A change without a body says so too: the server takes changes with a cookie as JSON alone.
	if (body !== undefined || method !== "GET") headers["content-type"] = "application/json";
	Object.assign(headers, options.headers);
	if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
	if (options.ifMatch !== undefined) headers["if-match"] = `"${options.ifMatch}"`;
	return headers;
}

async function readProblem(answer: Response): Promise<Problem> {
	const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
	return {
		slug: (String(body.type ?? "")
			.split("/")
			.at(-1) || "internal") as ProblemSlug,
		status: answer.status,
		title: text(body.title) ?? "Tocsin couldn’t respond",
		detail: text(body.detail) ?? "",
		requestId: text(body.requestId),
		errors: Array.isArray(body.errors) ? (body.errors as FieldError[]) : [],
		body,
	};
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function fieldName(pointer: string): string {
	const last = pointer.split(/[/?]/).at(-1) ?? "";
	const words = last.replace(/([A-Z])/g, " $1").toLowerCase();
	return capital(words || "this");
}

/** The API's words go on from a name; beside a field, and alone, they are a sentence. */
const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
