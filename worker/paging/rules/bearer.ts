import type { Role } from "../../platform/rules/caller.ts";
import type { MethodState, PagingPlan } from "./paging-plan.ts";

/** The person a page was sent to, and the method it went to, as they are now. Null: there is no such one any more. */
export interface Bearer {
	role: Role | null;
	methodState: MethodState | null;
}

/**
 * Why whoever holds a page may not answer it, null when they may. A test page commands no incident, so an observer may
 * try their own phone.
 */
export function refuseBearer(bearer: Bearer, isTest: boolean): "person" | "role" | "method" | null {
	if (bearer.role === null) return "person";
	if (bearer.role === "observer" && !isTest) return "role";
	return bearer.methodState === "active" ? null : "method";
}

/** The same as a plan knows them: for the moment in which nobody fresher can be asked. */
export function bearerOfPlan({ people }: PagingPlan, userId: string | null, methodId: string): Bearer {
	const person = people.find(({ id }) => id === userId);
	const method = person?.methods.find(({ id }) => id === methodId);
	return { role: person?.role ?? null, methodState: method?.state ?? null };
}
