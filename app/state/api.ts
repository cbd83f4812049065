import type { FieldError, ProblemSlug } from "../../worker/contract/problem.ts";
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

export type Failure = { ok: false; offline: true } | { ok: false; offline?: undefined; problem: Problem };
export type Result<T> = { ok: true; value: T } | Failure;
export type ApiMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface ApiOptions {
	headers?: Record<string, string>;
	signal?: AbortSignal;
	/** Makes a POST that is sent twice happen once. */
	idempotencyKey?: string;
	ifMatch?: number;
}

/** An answer that has not come by then counts as offline: a phone in a tunnel must not wait for ever. */
const PATIENCE_MS = 15_000;

/**
 * Calls `/api/v1` + `path` with the session's cookie. Never throws: no network is `{ok:false, offline:true}`, a
 * refusal `{ok:false, problem}`. 204 answers `undefined`. A 401 also ends the session as the app knows it.
 */
export async function api<T>(
	method: ApiMethod,
	path: `/${string}`,
	body?: unknown,
	options: ApiOptions = {},
): Promise<Result<T>> {
	const patience = AbortSignal.timeout(PATIENCE_MS);
	try {
		const answer = await fetch(`/api/v1${path}`, {
			method,
			headers: headersOf(method, body, options),
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: options.signal ? AbortSignal.any([options.signal, patience]) : patience,
		});
		sawNetwork(true);
		if (!answer.ok) return { ok: false, problem: await readProblem(answer) };
		const value = answer.status === 204 ? undefined : await answer.json();
		return { ok: true, value: value as T };
	} catch {
		if (!options.signal?.aborted) sawNetwork(false);
		return { ok: false, offline: true };
	}
}

/** What to tell a person about a call that failed, in one sentence. */
export function failureWords(failure: Failure): string {
	if (failure.offline) return "No connection. Nothing was changed.";
	const { problem } = failure;
	const first = problem.errors[0];
	if (first) return `${fieldName(first.pointer)} ${first.message}.`;
	return problem.detail || `${problem.title}.`;
}

/** The message of one field of a refused form: `fieldError(failure, "/name")`. */
export function fieldError(failure: Failure | null, pointer: string): string | undefined {
	if (!failure || failure.offline) return undefined;
	return failure.problem.errors.find((error) => error.pointer === pointer)?.message;
}

function headersOf(method: ApiMethod, body: unknown, options: ApiOptions): Record<string, string> {
	const headers: Record<string, string> = { accept: "application/json", ...options.headers };
	// A change without a body says so too: the server takes changes with a cookie as JSON alone.
	if (body !== undefined || method !== "GET") headers["content-type"] = "application/json";
	if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
	if (options.ifMatch !== undefined) headers["if-match"] = `"${options.ifMatch}"`;
	return headers;
}

async function readProblem(answer: Response): Promise<Problem> {
	const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
	if (answer.status === 401) sessionEnded();
	return {
		slug: (String(body.type ?? "")
			.split("/")
			.at(-1) || "internal") as ProblemSlug,
		status: answer.status,
		title: text(body.title) ?? "Tocsin could not answer",
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
	return words === "" ? "This" : words[0]?.toUpperCase() + words.slice(1);
}
