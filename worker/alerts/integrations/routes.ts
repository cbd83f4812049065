import { Hono } from "hono";
import { type IntegrationRow, integrationRows, ofService } from "../../../db/alerts/integrations.ts";
import type { IntegrationKind } from "../../incidents/rules/alert.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { mountBelow } from "../../platform/http/mount-below.ts";
import { refreshDesk } from "../../platform/http/refresh.ts";
import { createOne, newStored, type Resource } from "../../platform/http/resource.ts";
import { publicUrl } from "../../platform/settings.ts";
import { KEY_PLACE } from "../inbound/inbound-format.ts";
import { formatOf } from "../inbound/registry.ts";
import { integrationCalls, integrationOut } from "./contract.ts";
import { makeIntegrationKey } from "./integration-key.ts";

export const integrationResource: Resource<IntegrationRow> = {
	kind: "integration",
	rows: integrationRows,
	plain: wireOf(integrationOut),
	show: async (c, rows) =>
		rows.map((row) => ({ ...integrationResource.plain(row), url: addressOf(c, row.kind, KEY_PLACE) })),
	changed: async (c, row) => refreshDesk(c.env, row.serviceId),
};

/** Where the other tool sends to. What is kept of a kind that is not built has an address where nothing listens. */
function addressOf(c: AppContext, kind: IntegrationKind, key: string): string {
	const path = formatOf(kind)?.path ?? `/inbound/${kind}/${KEY_PLACE}`;
	return publicUrl(c.env, c.req.url) + path.replace(KEY_PLACE, key);
}

export const integrationRoutes = new Hono<AppEnv>();

mountBelow(integrationRoutes, integrationCalls, integrationResource, {
	parent: "serviceId",
	among: ofService,
	create: (c, serviceId, { kind, name = kind }) => {
		const { key, keyHash } = makeIntegrationKey(serviceId);
		const row = { ...newStored("integration"), serviceId, kind, name, keyHash, disabled: false };
		return createOne(c, integrationResource, row, {
			secrets: { key },
			shows: { url: addressOf(c, kind, key) },
		});
	},
});
