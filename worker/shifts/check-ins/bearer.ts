import { readBearer } from "../../../db/paging/bearer.ts";
import { noteAnswer, noteArrival } from "../../../db/shifts/check-ins.ts";
import { readCheckInToken } from "../../paging/check-in-token.ts";
import { refuseBearer } from "../../paging/rules/bearer.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import type { CheckInClaim } from "../../platform/rules/caller.ts";
import { readAbout } from "../rules/check-in.ts";

/** The check-in whose token is sent; null for any other token, and where its person or device is gone or turned off. */
export async function checkInClaimOf(c: AppContext): Promise<CheckInClaim | null> {
	const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
	const claim = await readCheckInToken(c.env, token, Date.now());
	if (claim === null) return null;
	const bearer = await readBearer(c.env.DB, claim.userId, claim.methodId);
	return refuseBearer(bearer, true) === null ? claim : null;
}

/** The device says that the check-in arrived. */
export async function checkInArrived(env: Env, claim: CheckInClaim): Promise<void> {
	const about = readAbout(claim.about);
	await noteArrival(env.DB, claim, about?.kind === "shift" ? about : null, Date.now());
}

/** The person says that they are there, by a device that therefore works. Twice is once. */
export async function checkInAnswered(env: Env, claim: CheckInClaim, now: number): Promise<void> {
	await checkInArrived(env, claim);
	await noteAnswer(env.DB, claim.userId, now);
}
