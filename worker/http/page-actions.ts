import { Hono } from "hono";
import type { Answer } from "../answer.ts";
import { incidentWire } from "../contract/incidents.ts";
import { pageActionCalls } from "../contract/page-action-calls.ts";
import { acknowledgeWire, pageWire } from "../contract/page-actions.ts";
import type { PageClaim } from "../core/caller.ts";
import type { IncidentRpc } from "../incident-rpc.ts";
import { incidentOf } from "../stubs.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";
import { refused } from "./problems.ts";

/** The calls behind a tap: a page's own token is all they need, and all they look at. They work without the database. */
export const pageActionRoutes = new Hono<AppEnv>();

handle(pageActionRoutes, pageActionCalls.page, (c) =>
	withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageView(pageId, epoch),
		(view) => c.json(pageWire(view)),
	),
);

handle(pageActionRoutes, pageActionCalls.receipt, (c, { body }) =>
	withPage(
		c,
		(incident, { pageId, epoch }) => incident.pageReceipt(pageId, epoch, body.event),
		() => c.body(null, 204),
	),
);

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
