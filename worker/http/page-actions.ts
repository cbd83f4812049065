import { Hono } from "hono";
import { incidentWire } from "../contract/incidents.ts";
import { pageActionCalls } from "../contract/page-action-calls.ts";
import { acknowledgeWire, pageWire } from "../contract/page-actions.ts";
import type { IncidentRpc } from "../incident-rpc.ts";
import type { Answer } from "../objects.ts";
import { type PageClaim, readPageToken } from "../paging/page-token.ts";
import { incidentOf } from "../stubs.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";
import { problem, refused } from "./problems.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "./rate-limit.ts";

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
	const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
	const claim = await readPageToken(c.env, token, Date.now());
	if (claim === null)
		return problem(c, "unauthenticated", "this page's token is not valid, or it has expired");
	if (overLimit(claim.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE))
		return problem(c, "rate-limited", "at most 30 actions a minute for one page", {
			headers: { "retry-after": "60" },
		});
	const outcome = await act(incidentOf(c.env, claim.incidentId), claim);
	if (!outcome.ok && outcome.refusal.code === "not_found")
		return problem(c, "unauthenticated", "this page is no longer known");
	return outcome.ok ? answer(outcome.value) : refused(c, outcome.refusal);
}
