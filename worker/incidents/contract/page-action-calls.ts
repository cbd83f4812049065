import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { incidentOut } from "./incidents.ts";
import { acknowledgeIn, acknowledgeOut, noChangeOut, pageOut, receiptIn } from "./page-actions.ts";

const common = { tag: "page actions", role: "page", ids: {} } as const;

/** For one page's token only; a cookie is not needed and not looked at. */
export const pageActionCalls = {
	page: endpoint("get /api/v1/page-actions/page", {
		...common,
		summary: "Get the page",
		answer: pageOut,
	}),
	receipt: endpoint("post /api/v1/page-actions/receipt", {
		...common,
		summary: "Report that the page was received or opened",
		body: receiptIn,
		answer: null,
	}),
	acknowledge: endpoint("post /api/v1/page-actions/acknowledge", {
		...common,
		summary: "Acknowledge the page",
		body: acknowledgeIn,
		answer: acknowledgeOut,
	}),
	escalate: endpoint("post /api/v1/page-actions/escalate", {
		...common,
		summary: "Escalate the page to the next level",
		body: z.strictObject({}),
		answer: incidentOut,
	}),
	noChange: endpoint("post /api/v1/page-actions/no-change", {
		...common,
		summary: "Post the update that a reminder offers: nothing is new",
		body: z.strictObject({}),
		answer: noChangeOut,
	}),
};
