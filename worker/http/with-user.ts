import type { AppContext } from "./app-env.ts";
import { problem } from "./problems.ts";

/** For calls that are about the person who calls: a token is nobody. */
export async function withUser(c: AppContext, run: (userId: string) => Promise<Response>): Promise<Response> {
	const actor = c.get("actor");
	if (actor.kind !== "user" || actor.id === null)
		return problem(c, "forbidden", "this is for a signed-in person, not for a token");
	return run(actor.id);
}

/** Null when the caller may touch what belongs to `userId`: their own, or anybody's for an admin. */
export function refuseForeign(c: AppContext, userId: string): Response | null {
	const actor = c.get("actor");
	const isOwn = actor.kind === "user" && actor.id === userId;
	if (isOwn || c.get("role") === "admin") return null;
	return problem(c, "forbidden", "this belongs to somebody else; an admin may change it");
}
