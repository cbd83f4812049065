import type { Sending } from "./sending.ts";

/** What somebody else saved first, of a form that was refused for it; `current` is theirs. Null for any other end. */
export function overtakenBy<T>(saving: Sending): { current: T | undefined } | null {
	const why = saving.failure();
	if (!why || why.offline || why.problem.slug !== "precondition-failed") return null;
	return { current: why.problem.body.current as T | undefined };
}
