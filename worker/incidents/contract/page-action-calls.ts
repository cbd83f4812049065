import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { incidentOut } from "./incidents.ts";
import { acknowledgeIn, acknowledgeOut, pageOut, receiptIn } from "./page-actions.ts";

const common = { tag: "page actions", role: "page", ids: {} } as const;

/** For one page's token only; a cookie is not needed and not looked at. */
export const pageActionCalls = {
	page: endpoint("get /api/v1/page-actions/page", {
		...common,
		summary: "What the page is about",
		answer: pageOut,
	}),
	receipt: endpoint("post /api/v1/page-actions/receipt", {
		...common,
		summary: "The phone received or opened it",
		body: receiptIn,
		answer: null,
	}),
	acknowledge: endpoint("post /api/v1/page-actions/acknowledge", {
		...common,
		summary: "I have it",
		body: acknowledgeIn,
		answer: acknowledgeOut,
	}),
	escalate: endpoint("post /api/v1/page-actions/escalate", {
		...common,
		summary: "I cannot take it: the next level now",
		body: z.strictObject({}),
		answer: incidentOut,
	}),
};
