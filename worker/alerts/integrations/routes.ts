import { Hono } from "hono";
import { type IntegrationRow, integrationRows, ofService } from "../../../db/alerts/integrations.ts";
import { missingReferences } from "../../../db/platform/references.ts";
import type { IntegrationKind } from "../../incidents/rules/alert.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { refreshDesk } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { publicUrl } from "../../platform/settings.ts";
import { KEY_PLACE } from "../inbound/inbound-format.ts";
import { formatOf } from "../inbound/registry.ts";
import { integrationCalls, integrationOut } from "./contract.ts";
import { makeIntegrationKey } from "./integration-key.ts";

const integrations: Resource<IntegrationRow> = {
	kind: "integration",
	rows: integrationRows,
	plain: wireOf(integrationOut),
	show: async (c, rows) =>
		rows.map((row) => ({ ...integrations.plain(row), url: addressOf(c, row.kind, KEY_PLACE) })),
	changed: async (c, row) => refreshDesk(c.env, row.serviceId),
};

/** Where the other tool sends to. What is kept of a kind that is not built has an address where nothing listens. */
function addressOf(c: AppContext, kind: IntegrationKind, key: string): string {
	const path = formatOf(kind)?.path ?? `/inbound/${kind}/${KEY_PLACE}`;
	return publicUrl(c.env, c.req.url) + path.replace(KEY_PLACE, key);
}

export const integrationRoutes = new Hono<AppEnv>();

async function exists(c: AppContext, serviceId: string): Promise<boolean> {
	const missing = await missingReferences(c.env.DB, [{ pointer: "", kind: "service", id: serviceId }]);
	return missing.length === 0;
}

const of = (serviceId: string) => (row: IntegrationRow) => row.serviceId === serviceId;

handle(integrationRoutes, integrationCalls.list, async (c, { ids, query }) =>
	(await exists(c, ids.serviceId)) ? listAll(c, integrations, query, ofService(ids.serviceId)) : notFound(c),
);
handle(integrationRoutes, integrationCalls.create, async (c, { ids, body }) => {
	if (!(await exists(c, ids.serviceId))) return notFound(c);
	const { key, keyHash } = makeIntegrationKey(ids.serviceId);
	const name = body.name ?? body.kind;
	const row = { ...newStored("integration"), ...ids, kind: body.kind, name, keyHash, disabled: false };
	return createOne(c, integrations, row, { secrets: { key }, shows: { url: addressOf(c, body.kind, key) } });
});
handle(integrationRoutes, integrationCalls.read, (c, { ids }) =>
	readOne(c, integrations, ids.id, of(ids.serviceId)),
);
handle(integrationRoutes, integrationCalls.update, (c, { ids, body }) =>
	updateOne(c, integrations, ids.id, (row) => ({ ...row, ...body }), of(ids.serviceId)),
);
handle(integrationRoutes, integrationCalls.remove, (c, { ids }) =>
	removeOne(c, integrations, ids.id, of(ids.serviceId)),
);
