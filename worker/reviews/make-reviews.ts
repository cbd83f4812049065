import { incidentsToReview } from "../../db/reviews/reviews.ts";
import { ruleFor, SEVERITIES } from "../paging/rules/severity.ts";
import type { Env } from "../platform/env.ts";
import { days, type Instant } from "../platform/rules/time.ts";
import { each } from "../platform/turns.ts";
import { ensureReview } from "./review/ensure.ts";
import { severityPolicyOf } from "./review/story-of.ts";

/** An older resolve has its review when somebody asks for it: an upgrade does not fill the list with the past. */
export const LOOK_BACK_MS = days(7);
const AT_ONCE = 20;

/** Makes the reviews that are required and not there yet. Harmless when repeated. */
export async function makeReviews(env: Env, now: Instant): Promise<void> {
	const policy = await severityPolicyOf(env);
	const required = SEVERITIES.filter((severity) => ruleFor(policy, severity).review === "required");
	const ids = await incidentsToReview(env.DB, required, now - LOOK_BACK_MS, AT_ONCE);
	await each(ids, "review", async (id) => {
		await ensureReview(env, id);
	});
}
