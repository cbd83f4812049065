import { Hono } from "hono";
import { readIncident } from "../../../db/incidents/incidents.ts";
import {
	liveStakeholderLinksOf,
	type StakeholderLinkRow,
	stakeholderLinkRows,
} from "../../../db/incidents/stakeholder-links.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { createOne, listAll, newStored, type Resource, removeOne } from "../../platform/http/resource.ts";
import { isThere } from "../../platform/http/there.ts";
import { seconds, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import { newLinkToken } from "../links/bearer.ts";
import { timelineOf } from "../routes/incident-archive.ts";
import { stakeholderView } from "../rules/stakeholder-view.ts";
import { stakeholderLinkCalls, stakeholderLinkOut } from "./contract.ts";

/** As many as a timeline is answered with at once. */
const MOST_EVENTS = 10_000;

const links: Resource<StakeholderLinkRow> = {
	kind: "stakeholderLink",
	rows: stakeholderLinkRows,
	plain: wireOf(stakeholderLinkOut),
};

/** Links for stakeholders without an account. What they show is decided in `rules/stakeholder-view.ts`. */
export const stakeholderLinkRoutes = new Hono<AppEnv>();

handle(stakeholderLinkRoutes, stakeholderLinkCalls.list, async (c, { ids, query }) => {
	if (!(await isThere(c, { incidentId: "incident" }, ids))) return notFound(c);
	return listAll(c, links, query, liveStakeholderLinksOf(ids.incidentId, Date.now()));
});

handle(stakeholderLinkRoutes, stakeholderLinkCalls.create, async (c, { ids, body }) => {
	if (!(await isThere(c, { incidentId: "incident" }, ids))) return notFound(c);
	const token = newLinkToken("stakeholder");
	const stored = newStored("stakeholderLink");
	const row = {
		...stored,
		incidentId: ids.incidentId,
		secretHash: await sha256Hex(token),
		createdBy: c.get("actor"),
		expiresAt: stored.createdAt + seconds(body.expiresInSeconds),
	};
	const url = `${publicUrl(c.env, c.req.url)}/app/stakeholder#t=${token}`;
	return createOne(c, links, row, { secrets: { url } });
});

handle(stakeholderLinkRoutes, stakeholderLinkCalls.remove, (c, { ids }) =>
	removeOne(c, links, ids.id, (row) => row.incidentId === ids.incidentId),
);

handle(stakeholderLinkRoutes, stakeholderLinkCalls.read, async (c) => {
	const claim = c.get("link");
	if (!claim) throw new Error("authorise lets only the bearer of a stakeholder link through here");
	const readAt = toWire(Date.now());
	const { incidentId } = claim;
	const events = await timelineOf(c.env, incidentId, 0, MOST_EVENTS);
	const view = (await incidentOf(c.env, incidentId).view()) ?? (await readIncident(c.env.DB, incidentId));
	if (view === null || events === null) return notFound(c);
	const { triggeredAt, resolvedAt, nextUpdateDueAt, estimatedResolutionAt, updates, ...rest } =
		stakeholderView(view, events);
	return c.json({
		...{ expiresAt: toWire(claim.expiresAt), readAt, ...rest },
		...{ triggeredAt: toWire(triggeredAt), resolvedAt: toWireOrNull(resolvedAt) },
		nextUpdateDueAt: toWireOrNull(nextUpdateDueAt),
		estimatedResolutionAt: toWireOrNull(estimatedResolutionAt),
		updates: updates.map((one) => ({ ...one, at: toWire(one.at) })),
	});
});
