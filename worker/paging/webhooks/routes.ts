import { Hono } from "hono";
import type { z } from "zod";
import { UNBLEMISHED, type WebhookRow, webhookRows } from "../../../db/paging/webhooks.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { createSigned } from "../../platform/http/create-signed.ts";
import { mount } from "../../platform/http/mount.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import type { Resource } from "../../platform/http/resource.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { webhookCalls, webhookOut, type webhookPatch } from "./contract.ts";

export const webhooks: Resource<WebhookRow> = {
	kind: "webhook",
	rows: webhookRows,
	plain: wireOf(webhookOut),
	refuse: (c, row) => blockedTarget(c, "webhook", row.url, "/url"),
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

const NEW = { ...UNBLEMISHED, previousSecret: null, previousUntil: null } as const;

export const webhookRoutes = new Hono<AppEnv>();

mount(webhookRoutes, webhookCalls, webhooks, {
	making: { answer: (c, body) => createSigned(c, webhooks, (signed) => ({ ...signed, ...NEW, ...body })) },
	apply,
});

/** One that is turned on again, or called elsewhere, is called at once: nothing is known against it any more. */
function apply(row: WebhookRow, patch: z.output<typeof webhookPatch>): WebhookRow {
	const { state, ...fields } = patch;
	const isOther = fields.url !== undefined && fields.url !== row.url;
	const { failures, failingSince, nextTryAt } = UNBLEMISHED;
	const changed = { ...row, ...fields, ...(isOther ? { failures, failingSince, nextTryAt } : {}) };
	if (state === undefined || state === row.state) return changed;
	if (state === "active") return { ...changed, ...UNBLEMISHED };
	return { ...changed, state, stateReason: "Turned off by hand.", disabledAt: Date.now() };
}
