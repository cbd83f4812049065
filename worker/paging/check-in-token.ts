import type { Env } from "../platform/env.ts";
import type { CheckInClaim } from "../platform/rules/caller.ts";
import { capability, readCapability } from "./capability.ts";

const PREFIX = "here1";

/** The capability of a check-in. It may say that it arrived, and "I am here", and nothing else. */
export function checkInToken(env: Env, claim: CheckInClaim): Promise<string> {
	return capability(env, PREFIX, [claim.userId, claim.methodId, claim.about, claim.expiresAt]);
}

/** The claim of a token that this deployment made and that has not expired; null for anything else. */
export async function readCheckInToken(env: Env, token: string, now: number): Promise<CheckInClaim | null> {
	const claim = await readCapability(env, PREFIX, token);
	if (claim === null) return null;
	const [userId, methodId, about, expiresAt] = claim as [string, string, string, number];
	return expiresAt > now ? { userId, methodId, about, expiresAt } : null;
}
