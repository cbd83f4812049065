import type { z } from "zod";
import type { Endpoint } from "../contract/endpoint.ts";
import type { FieldError } from "../contract/problem.ts";
import { isIdOf } from "../rules/id.ts";
import type { AppContext } from "./app-env.ts";
import { invalid, problem } from "./problems.ts";

export type Input<Value> = { ok: true; value: Value } | { ok: false; response: Response };

type Issue = z.core.$ZodIssue;

/** The body by its schema; no body counts as an empty object. */
export function readBody<Schema extends z.ZodType>(c: AppContext, schema: Schema): Input<z.output<Schema>> {
	const parsed = schema.safeParse(c.get("body") ?? {});
	if (parsed.success) return { ok: true, value: parsed.data };
	return { ok: false, response: invalid(c, fieldErrors(parsed.error.issues, "/")) };
}

/** The query by its schema. Every parameter is one value: twice is an error, not a choice. */
export function readQuery<Schema extends z.ZodType>(c: AppContext, schema: Schema): Input<z.output<Schema>> {
	const params = new URL(c.req.url).searchParams;
	const twice = [...new Set(params.keys())].filter((name) => params.getAll(name).length > 1);
	if (twice.length > 0) {
		const errors = twice.map((name) => fieldError(`?${name}`, "must appear only once"));
		return { ok: false, response: invalid(c, errors) };
	}
	const parsed = schema.safeParse(Object.fromEntries(params));
	if (parsed.success) return { ok: true, value: parsed.data };
	return { ok: false, response: invalid(c, fieldErrors(parsed.error.issues, "?")) };
}

/** The identifiers of the path; one that cannot be one answers 404. */
export function readIds<Param extends string>(
	c: AppContext,
	kinds: Endpoint<Param>["ids"],
): Input<Record<Param, string>> {
	const ids: Record<string, string> = {};
	for (const name of Object.keys(kinds) as Param[]) {
		const value = c.req.param(name) ?? "";
		if (!isIdOf(kinds[name], value)) return { ok: false, response: notFound(c) };
		ids[name] = value;
	}
	return { ok: true, value: ids };
}

export function notFound(c: AppContext): Response {
	return problem(c, "not-found", "Nothing found at this address.");
}

export function fieldError(pointer: string, message: string): FieldError {
	return { pointer, code: "validation", message };
}

/** What a schema found, as the API says it. */
export function fieldErrors(issues: Issue[], root: "/" | "?"): FieldError[] {
	return issues.flatMap((issue) => {
		if (issue.code !== "unrecognized_keys") return [fieldError(pointer(issue.path, root), messageOf(issue))];
		return issue.keys.map((key) =>
			fieldError(pointer([...issue.path, key], root), "is not a recognized field"),
		);
	});
}

/** A key of a record has issues of its own, and only they say what is wrong with it. */
function messageOf(issue: Issue): string {
	return issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

function pointer(path: PropertyKey[], root: "/" | "?"): string {
	const parts = path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1").slice(0, 100));
	return parts.length === 0 ? "" : root + parts.join("/");
}
