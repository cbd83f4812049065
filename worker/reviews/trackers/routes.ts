import { Hono } from "hono";
import { type TrackerRow, trackerRows } from "../../../db/reviews/trackers.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
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
import { trackerCalls, trackerOut } from "./contract.ts";
import { trackerOf } from "./registry.ts";

const trackers: Resource<TrackerRow> = {
	kind: "tracker",
	rows: trackerRows,
	plain: wireOf(trackerOut),
	refuse,
};

/** The settings fit the kind, and lead to where we may call. */
function refuse(c: AppContext, row: TrackerRow): FieldError[] {
	const tracker = trackerOf(row.kind);
	const read = tracker.settings.safeParse(row.settings);
	if (!read.success) return [fieldError("/settings", `must be the settings of ${row.kind}`)];
	const { url, pointer } = tracker.target(read.data);
	return blockedTarget(c, "webhook", url, pointer);
}

export const trackerRoutes = new Hono<AppEnv>();

handle(trackerRoutes, trackerCalls.list, (c, { query }) => listAll(c, trackers, query));
handle(trackerRoutes, trackerCalls.create, async (c, { body }) => {
	const stored = newStored("tracker");
	const { kind, name, title, body: text, settings } = body;
	const own = body.kind === "webhook" ? webhookSecret() : null;
	const given = own ?? ("token" in body ? body.token : "");
	const secret = await seal(c.env, stored.id, given);
	const row = { ...stored, kind, name, title, body: text, settings: { ...settings }, secret };
	return createOne(c, trackers, row, own === null ? {} : { secrets: { secret: own } });
});
handle(trackerRoutes, trackerCalls.read, (c, { ids }) => readOne(c, trackers, ids.id));
handle(trackerRoutes, trackerCalls.update, async (c, { ids, body }) => {
	const { token, settings, ...fields } = body;
	const before = token === undefined ? null : await trackerRows.read(c.env.DB, ids.id);
	if (before?.kind === "webhook")
		return invalid(c, [fieldError("/token", "is not a field of a webhook: it has a signing secret")]);
	const sealed = token === undefined ? {} : { secret: await seal(c.env, ids.id, token) };
	return updateOne(c, trackers, ids.id, (row) => ({
		...row,
		...fields,
		...(settings === undefined ? {} : { settings: { ...settings } }),
		...sealed,
	}));
});
handle(trackerRoutes, trackerCalls.remove, (c, { ids }) => removeOne(c, trackers, ids.id));
