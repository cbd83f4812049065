import { Hono } from "hono";
import { liveLinksOf, type ReplayLinkRow, replayLinkRows } from "../../../db/incidents/replay-links.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { createOne, listAll, newStored, type Resource, removeOne } from "../../platform/http/resource.ts";
import { isThere } from "../../platform/http/there.ts";
import { seconds, toWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import { timelineEventWire } from "../contract/incidents.ts";
import { newLinkToken } from "../links/bearer.ts";
import { timelineOf } from "../routes/incident-archive.ts";
import { nextPageWire } from "../routes/replay.ts";
import { sharedEvents, sharedNextPages } from "../rules/shared-timeline.ts";
import { replayLinkCalls, replayLinkOut } from "./contract.ts";

/** As many as a timeline is answered with at once. */
const MOST_EVENTS = 10_000;

const links: Resource<ReplayLinkRow> = {
	kind: "replayLink",
	rows: replayLinkRows,
	plain: wireOf(replayLinkOut),
};

/** Links that show a replay to colleagues without an account. What they show is decided in `rules/shared-timeline.ts`. */
export const replayLinkRoutes = new Hono<AppEnv>();

handle(replayLinkRoutes, replayLinkCalls.list, async (c, { ids, query }) => {
	if (!(await isThere(c, { incidentId: "incident" }, ids))) return notFound(c);
	return listAll(c, links, query, liveLinksOf(ids.incidentId, Date.now()));
});

handle(replayLinkRoutes, replayLinkCalls.create, async (c, { ids, body }) => {
	if (!(await isThere(c, { incidentId: "incident" }, ids))) return notFound(c);
	const token = newLinkToken("replay");
	const stored = newStored("replayLink");
	const row = {
		...stored,
		incidentId: ids.incidentId,
		secretHash: await sha256Hex(token),
		createdBy: c.get("actor"),
		expiresAt: stored.createdAt + seconds(body.expiresInSeconds),
	};
	const url = `${publicUrl(c.env, c.req.url)}/app/shared-replay#t=${token}`;
	return createOne(c, links, row, { secrets: { url } });
});

handle(replayLinkRoutes, replayLinkCalls.remove, (c, { ids }) =>
	removeOne(c, links, ids.id, (row) => row.incidentId === ids.incidentId),
);

handle(replayLinkRoutes, replayLinkCalls.read, async (c) => {
	const claim = c.get("link");
	if (!claim) throw new Error("authorise lets only the bearer of a replay link through here");
	const recordedAt = toWire(Date.now());
	const events = await timelineOf(c.env, claim.incidentId, 0, MOST_EVENTS);
	if (events === null) return notFound(c);
	const nextPages = (await incidentOf(c.env, claim.incidentId).nextPages()) ?? [];
	return c.json({
		expiresAt: toWire(claim.expiresAt),
		recordedAt,
		events: sharedEvents(events).map(timelineEventWire),
		nextPages: sharedNextPages(nextPages).map(nextPageWire),
	});
});
