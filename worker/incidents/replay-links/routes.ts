import { Hono } from "hono";
import { liveLinksOf, replayLinkRows } from "../../../db/incidents/replay-links.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { toWire } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { timelineEventWire } from "../contract/incidents.ts";
import { serveLinks } from "../links/given-links.ts";
import { timelineOf } from "../routes/incident-archive.ts";
import { nextPageWire } from "../routes/replay.ts";
import { sharedEvents, sharedNextPages } from "../rules/shared-timeline.ts";
import { replayLinkCalls, replayLinkOut } from "./contract.ts";

/** As many as a timeline is answered with at once. */
const MOST_EVENTS = 10_000;

/** Links that show a replay to colleagues without an account. What they show is decided in `rules/shared-timeline.ts`. */
export const replayLinkRoutes = new Hono<AppEnv>();

serveLinks(replayLinkRoutes, {
	role: "replay",
	links: { kind: "replayLink", rows: replayLinkRows, plain: wireOf(replayLinkOut) },
	calls: replayLinkCalls,
	liveOf: liveLinksOf,
	screen: "shared-replay",
});

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
