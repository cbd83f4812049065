import { readBearer } from "../../../db/paging/bearer.ts";
import { bearerOfPlan, refuseBearer } from "../../paging/rules/bearer.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Page } from "../rules/incident-types.ts";

/** Somebody waits for their acknowledgement: a database that has not answered by then is not asked. */
const TIMEOUT_MS = 700;

/** The refusal of a page's bearer who may not answer it any more, null when they may. Without D1 the snapshot decides. */
export async function refusalOfBearer(
	env: Env,
	paging: PagingPlan,
	page: Page,
	isTest: boolean,
): Promise<Refusal | null> {
	const { userId, methodId } = page;
	const known = bearerOfPlan(paging, userId, methodId);
	const bearer = userId === null ? known : ((await readInTime(env, userId, methodId)) ?? known);
	const why = refuseBearer(bearer, isTest);
	return why && { code: "unauthenticated", detail: WORDS[why] };
}

const WORDS = {
	person: "the person who was paged is no longer known here",
	role: "the person who was paged may no longer act on incidents",
	method: "what was paged has been switched off since, or belongs to somebody else",
};

async function readInTime(env: Env, userId: string, methodId: string) {
	try {
		return await withTimeout(readBearer(env.DB, userId, methodId), TIMEOUT_MS);
	} catch (error) {
		log("bearer.database_down", { error: String(error) });
		return null;
	}
}
