import type { AppContext } from "./app-env.ts";
import { problem } from "./problems.ts";

export const etagOf = (version: number): string => `"${version}"`;

/** 412 with the current value when `If-Match` names another version; null when there is none or it fits. */
export function stale(c: AppContext, version: number, current: object): Response | null {
	const wanted = c.req.header("if-match");
	if (wanted === undefined || fits(wanted, version)) return null;
	return changedSince(c, version, current);
}

/** 412: somebody was faster. */
export function changedSince(c: AppContext, version: number, current: object): Response {
	return problem(c, "precondition-failed", "it was changed since the version that you name", {
		headers: { etag: etagOf(version) },
		members: { current },
	});
}

function fits(wanted: string, version: number): boolean {
	const tags = wanted.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
	return tags.includes("*") || tags.includes(etagOf(version)) || tags.includes(String(version));
}
