import { Hono } from "hono";
import type { Answer } from "../../platform/answer.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { refused } from "../../platform/http/problems.ts";
import type { PageClaim } from "../../platform/rules/caller.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { checkInArrived } from "../../shifts/check-ins/bearer.ts";
import { incidentWire } from "../contract/incidents.ts";
import { pageActionCalls } from "../contract/page-action-calls.ts";
import { acknowledgeWire, noChangeWire, pageWire } from "../contract/page-actions.ts";
import type { IncidentRpc } from "../rpc.ts";

/** The calls behind a tap: a page's own token is all they need, and all they look at. They work without the database. */
export const pageActionRoutes = new Hono<AppEnv>();

handle(pageActionRoutes, pageActionCalls.page, (c) =>
	withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageView(pageId, epoch),
		(view) => c.json(pageWire(view)),
	),
);

handle(pageActionRoutes, pageActionCalls.receipt, async (c, { body }) => {
	const checkIn = c.get("checkIn");
	if (checkIn) {
		await checkInArrived(c.env, checkIn);
		return c.body(null, 204);
	}
	return withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageReceipt(pageId, epoch, body.event),
		() => c.body(null, 204),
	);
});

handle(pageActionRoutes, pageActionCalls.acknowledge, (c, { body }) =>
	withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageAcknowledge(pageId, epoch, body.occurredAt ?? null),
		(outcome) => c.json(acknowledgeWire(outcome)),
	),
);

handle(pageActionRoutes, pageActionCalls.escalate, (c) =>
	withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageEscalate(pageId, epoch),
		(view) => c.json(incidentWire(view)),
	),
);

handle(pageActionRoutes, pageActionCalls.noChange, (c) =>
	withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageNoChange(pageId, epoch),
		(outcome) => c.json(noChangeWire(outcome)),
	),
);

async function withPage<Value>(
	c: AppContext,
	act: (incident: IncidentRpc, claim: PageClaim) => Promise<Answer<Value>>,
	answer: (value: Value) => Response,
): Promise<Response> {
	const claim = c.get("page");
	if (!claim) throw new Error("authorise lets only the bearer of a page through here");
	const outcome = await act(incidentOf(c.env, claim.incidentId), claim);
	return outcome.ok ? answer(outcome.value) : refused(c, outcome.refusal);
}
