import { Hono } from "hono";
import { actionItemRows } from "../../../db/reviews/action-items.ts";
import { type IssueRow, wantIssue } from "../../../db/reviews/issues.ts";
import { onlyTracker, trackerRows } from "../../../db/reviews/trackers.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { readOne, updateOne } from "../../platform/http/resource.ts";
import { pursueIssue } from "../trackers/pursue-issue.ts";
import { actionItemCalls } from "./contract.ts";
import { actionItems } from "./routes.ts";

/** As many as its schema lets through. */
const MOST_PREVENTED = 100;

/** What is done to an action item, beside editing it. Each may be sent twice. */
export const actionItemCommandRoutes = new Hono<AppEnv>();

handle(actionItemCommandRoutes, actionItemCalls.createIssue, async (c, { ids, body }) => {
	const item = await actionItemRows.read(c.env.DB, ids.id);
	if (!item) return notFound(c);
	const tracker = await chosenTracker(c, body.trackerId);
	if (tracker instanceof Response) return tracker;
	const now = Date.now();
	const wanted =
		item.link === null ? await wantIssue(c.env.DB, freshIssue(c, item.id, tracker, now)) : undefined;
	const refusal = refuseIssue(c, wanted, tracker);
	if (refusal) return refusal;
	await pursueIssue(c.env, item.id, now);
	return readOne(c, actionItems, item.id);
});

/** The id of the tracker that is meant; 422 when that is unclear. */
async function chosenTracker(c: AppContext, id: string | undefined): Promise<string | Response> {
	const found = id === undefined ? await onlyTracker(c.env.DB) : await trackerRows.read(c.env.DB, id);
	if (found) return found.id;
	const why = id === undefined ? "must be given: there is not exactly one tracker" : `does not exist: ${id}`;
	return invalid(c, [fieldError("/trackerId", why)]);
}

function freshIssue(c: AppContext, itemId: string, trackerId: string, now: number): IssueRow {
	return {
		actionItemId: itemId,
		trackerId,
		marker: crypto.randomUUID(),
		state: "creating",
		attempts: 0,
		claimedUntil: 0,
		mayExist: false,
		key: null,
		detail: null,
		requestedAt: now,
		requestedBy: c.get("actor"),
	};
}

/** `wanted` is undefined where the item has a link: that may be the very issue that is asked for again. */
function refuseIssue(c: AppContext, wanted: IssueRow | null | undefined, trackerId: string): Response | null {
	if (wanted === null) return notFound(c);
	if (wanted === undefined || wanted.trackerId === trackerId) return null;
	return problem(
		c,
		"conflict",
		"An issue was asked for in another tracker, where it may be. Try again there.",
	);
}

handle(actionItemCommandRoutes, actionItemCalls.markPrevented, (c, { ids }) => mark(c, ids, true));
handle(actionItemCommandRoutes, actionItemCalls.unmarkPrevented, (c, { ids }) => mark(c, ids, false));

/** Over whatever others changed meanwhile. What is said already changes nothing. */
async function mark(
	c: AppContext,
	{ id, incidentId }: { id: string; incidentId: string },
	prevented: boolean,
): Promise<Response> {
	const item = await actionItemRows.read(c.env.DB, id);
	if (!item) return notFound(c);
	const before = item.wouldHavePreventedIncidentIds;
	if (before.includes(incidentId) === prevented) return readOne(c, actionItems, id);
	if (prevented && before.length >= MOST_PREVENTED)
		return problem(c, "conflict", `At most ${MOST_PREVENTED} incidents can be named.`);
	return updateOne(c, actionItems, id, (row) => {
		const others = row.wouldHavePreventedIncidentIds.filter((one) => one !== incidentId);
		return { ...row, wouldHavePreventedIncidentIds: prevented ? [...others, incidentId] : others };
	});
}
