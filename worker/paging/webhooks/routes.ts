import { Hono } from "hono";
import type { z } from "zod";
import { UNBLEMISHED, type WebhookRow, webhookRows } from "../../../db/paging/webhooks.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { createSigned } from "../../platform/http/create-signed.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
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
import { seal, unseal } from "../../platform/vault/seal.ts";
import { FOREIGN_EVENTS, FORMAT_URLS, type WebhookFormat } from "../rules/webhook-formats.ts";
import { webhookCalls, type webhookIn, webhookOut, type webhookPatch } from "./contract.ts";

export const webhooks: Resource<WebhookRow> = {
	kind: "webhook",
	rows: webhookRows,
	plain: wireOf(webhookOut),
	refuse: (c, row) => blockedTarget(c, "webhook", row.url, "/url"),
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

const NEW = { ...UNBLEMISHED, previousSecret: null, previousUntil: null } as const;

const NO_KEY = "Its key is missing. Set it, then turn it on.";

type Given = z.output<typeof webhookIn>;

export const webhookRoutes = new Hono<AppEnv>();

handle(webhookRoutes, webhookCalls.list, (c, { query }) => listAll(c, webhooks, query));
handle(webhookRoutes, webhookCalls.read, (c, { ids }) => readOne(c, webhooks, ids.id));
handle(webhookRoutes, webhookCalls.remove, (c, { ids }) => removeOne(c, webhooks, ids.id));

handle(webhookRoutes, webhookCalls.create, async (c, { body }) => {
	const wrong = refuseNew(body);
	if (wrong.length > 0) return invalid(c, wrong);
	const { key, url, ...fields } = body;
	if (fields.format === "tocsin")
		return createSigned(c, webhooks, (signed) => ({ ...signed, ...NEW, ...fields, url: url ?? "" }));
	const stored = newStored("webhook");
	const secret = await seal(c.env, stored.id, key ?? "");
	const events = allOf(fields.format, fields.events);
	const off =
		key === undefined ? ({ state: "disabled", stateReason: NO_KEY, disabledAt: Date.now() } as const) : {};
	const row = {
		...stored,
		...NEW,
		...fields,
		secret,
		events,
		url: url ?? FORMAT_URLS[fields.format],
		...off,
	};
	// The answer has the field that a webhook of our own shows once.
	return createOne(c, webhooks, row, { shows: { secret: null } });
});

handle(webhookRoutes, webhookCalls.update, async (c, { ids, body }) => {
	const before = await webhookRows.read(c.env.DB, ids.id);
	if (!before) return notFound(c);
	const { key, ...patch } = body;
	const wrong = [...refuseKey(before.format, key), ...refuseEvents(before.format, body.events)];
	const isOn = body.state === "active" && before.format !== "tocsin" && key === undefined;
	if (isOn && (await unseal(c.env, ids.id, before.secret)) === "")
		wrong.push(fieldError("/key", "is missing"));
	if (wrong.length > 0) return invalid(c, wrong);
	const secret = key === undefined ? null : await seal(c.env, ids.id, key);
	return updateOne(c, webhooks, ids.id, (row) => ({
		...apply(row, patch),
		...(secret !== null && { secret }),
	}));
});

function refuseNew({ format, key, url, events }: Given): FieldError[] {
	if (format === "tocsin" && url === undefined) return [fieldError("/url", "is missing")];
	return [...refuseKey(format, key), ...refuseEvents(format, events)];
}

function refuseKey(format: WebhookFormat, key: string | undefined): FieldError[] {
	if (format !== "tocsin" || key === undefined) return [];
	return [fieldError("/key", "is of PagerDuty and Opsgenie alone; a webhook’s own secret is made here")];
}

function refuseEvents(format: WebhookFormat, events: string[] | undefined): FieldError[] {
	if (format === "tocsin") return [];
	const known: readonly string[] = ["*", ...FOREIGN_EVENTS];
	const others = (events ?? []).filter((event) => !known.includes(event));
	return others.length === 0 ? [] : [fieldError("/events", `can be ${known.join(", ")}`)];
}

/** One that is turned on again, or called elsewhere, is called at once: nothing is known against it any more. */
function apply(row: WebhookRow, patch: Omit<z.output<typeof webhookPatch>, "key">): WebhookRow {
	const { state, events, ...fields } = patch;
	const isOther = fields.url !== undefined && fields.url !== row.url;
	const { failures, failingSince, nextTryAt } = UNBLEMISHED;
	const changed = {
		...row,
		...fields,
		...(events && { events: allOf(row.format, events) }),
		...(isOther ? { failures, failingSince, nextTryAt } : {}),
	};
	if (state === undefined || state === row.state) return changed;
	if (state === "active") return { ...changed, ...UNBLEMISHED };
	return { ...changed, state, stateReason: "Turned off by hand.", disabledAt: Date.now() };
}

/** For another tool, all are those that it has a word for. */
const allOf = (format: WebhookFormat, events: string[]): string[] =>
	format !== "tocsin" && events.includes("*") ? FOREIGN_EVENTS : events;
