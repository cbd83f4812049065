import { Hono } from "hono";
import { type WebhookRow, webhookRows } from "../../../db/paging/webhooks.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { seal } from "../../platform/vault/seal.ts";
import { webhookSecret } from "../../platform/vault/webhook-secret.ts";
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

handle(webhookRoutes, webhookCalls.list, (c, { query }) => listAll(c, webhooks, query));
handle(webhookRoutes, webhookCalls.create, async (c, { body }) => {
	const stored = newStored("webhook");
	const secret = webhookSecret();
	const row = { ...stored, ...body, secret: await seal(c.env, stored.id, secret) };
	return createOne(c, webhooks, row, { secrets: { secret } });
});
handle(webhookRoutes, webhookCalls.read, (c, { ids }) => readOne(c, webhooks, ids.id));
handle(webhookRoutes, webhookCalls.update, (c, { ids, body }) =>
	updateOne(c, webhooks, ids.id, (row) => ({ ...row, ...body })),
);
handle(webhookRoutes, webhookCalls.remove, (c, { ids }) => removeOne(c, webhooks, ids.id));
