import { Hono } from "hono";
import { type WebhookRow, webhookRows } from "../../../db/paging/webhooks.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { createSigned } from "../../platform/http/create-signed.ts";
import { fieldError } from "../../platform/http/input.ts";
import { mount } from "../../platform/http/mount.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { webhookCalls, webhookOut } from "./contract.ts";

const webhooks: Resource<WebhookRow> = {
	kind: "webhook",
	rows: webhookRows,
	plain: wireOf(webhookOut),
	refuse: (c, row, before) => [...refuseEvents(row, before), ...blockedTarget(c, "webhook", row.url, "/url")],
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

/** No event is sent yet, so nobody may choose one; the default waits for all of them. */
function refuseEvents({ events }: WebhookRow, before: WebhookRow | null): FieldError[] {
	const possible = [["*"], before?.events].map((list) => JSON.stringify(list));
	if (possible.includes(JSON.stringify(events))) return [];
	const message = 'cannot be chosen yet: only ["*"] is possible. A webhook is called as a target of a policy';
	return [fieldError("/events", message)];
}

export const webhookRoutes = new Hono<AppEnv>();

mount(webhookRoutes, webhookCalls, webhooks, {
	making: { answer: (c, body) => createSigned(c, webhooks, (signed) => ({ ...signed, ...body })) },
});
