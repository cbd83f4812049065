import type { AppContext } from "./app-env.ts";
import { problem } from "./problems.ts";

export const etagOf = (version: number): string => `"${version}"`;

/** 412 with the current value when `If-Match` names another version; null when there is none or it fits. */
export function stale(c: AppContext, version: number, current: object): Response | null {
	const named = namedVersions(c);
	return named === null || named.includes(version) ? null : changedSince(c, version, current);
}

/** The versions that `If-Match` names, in either spelling; null when any will do. What is no version matches none. */
export function namedVersions(c: AppContext): number[] | null {
	const tags = c.req
		.header("if-match")
		?.split(",")
		.map((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', ""));
	return !tags || tags.includes("*") ? null : tags.map(Number);
}

/** 412: somebody was faster. */
export function changedSince(c: AppContext, version: number, current: object): Response {
	return problem(c, "precondition-failed", "This changed after the version in If-Match.", {
		headers: { etag: etagOf(version) },
		members: { current },
	});
}
