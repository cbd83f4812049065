import { Hono } from "hono";
import { readIncident } from "../../../db/incidents/incidents.ts";
import { liveStakeholderLinksOf, stakeholderLinkRows } from "../../../db/incidents/stakeholder-links.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { serveLinks } from "../links/given-links.ts";
import { timelineOf } from "../routes/incident-archive.ts";
import { stakeholderView } from "../rules/stakeholder-view.ts";
import { stakeholderLinkCalls, stakeholderLinkOut } from "./contract.ts";

/** As many as a timeline is answered with at once. */
const MOST_EVENTS = 10_000;

/** Links for stakeholders without an account. What they show is decided in `rules/stakeholder-view.ts`. */
export const stakeholderLinkRoutes = new Hono<AppEnv>();

serveLinks(stakeholderLinkRoutes, {
	role: "stakeholder",
	links: { kind: "stakeholderLink", rows: stakeholderLinkRows, plain: wireOf(stakeholderLinkOut) },
	calls: stakeholderLinkCalls,
	liveOf: liveStakeholderLinksOf,
	screen: "stakeholder",
});

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
