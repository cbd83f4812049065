import type { AppContext } from "./app-env.ts";

/** For calls that the contract marks as a person's: `authorise` has refused everybody else. */
export function withUser(c: AppContext, run: (userId: string) => Promise<Response>): Promise<Response> {
	const actor = c.get("actor");
	if (actor.kind !== "user" || actor.id === null) throw new Error("this call is not marked as a person's");
	return run(actor.id);
}
