import { Hono } from "hono";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { problem } from "../../platform/http/problems.ts";
import { toWire } from "../../platform/rules/time.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { incidentCalls } from "../contract/incident-calls.ts";
import { incidentWire, nextEscalationWire } from "../contract/incidents.ts";
import type { IncidentRpc } from "../rpc.ts";
import type { NextPageThen } from "../rules/replay.ts";
import { restoreIncident } from "./incident-archive.ts";

/** An incident as it stood: at one instant, and what was said of the next page at all of them. */
export const replayRoutes = new Hono<AppEnv>();

handle(replayRoutes, incidentCalls.replay, async (c, { ids, query }) => {
	const replayed = await fromObject(c, ids.id, (incident) => incident.viewAt(query.at));
	switch (replayed?.kind) {
		case undefined:
		case "not_begun":
			return notFound(c);
		case "damaged":
			return problem(
				c,
				"conflict",
				`The timeline is damaged. It can’t be read from seq ${replayed.seq} on.`,
				{
					members: { damagedSeq: replayed.seq },
				},
			);
		case "stood":
			return c.json(incidentWire(replayed.view));
	}
});

handle(replayRoutes, incidentCalls.nextPages, async (c, { ids }) => {
	const pages = await fromObject(c, ids.id, (incident) => incident.nextPages());
	return pages === null ? notFound(c) : c.json({ items: pages.map(nextPageWire), nextCursor: null });
});

/** One that only the database still has is put back first, as for a command. */
async function fromObject<Value>(
	c: AppContext,
	id: string,
	ask: (incident: IncidentRpc) => Promise<Value | null>,
): Promise<Value | null> {
	const incident = incidentOf(c.env, id);
	const known = await ask(incident);
	if (known !== null || !(await restoreIncident(c.env, id))) return known;
	return ask(incident);
}

export function nextPageWire({ seq, at, next }: NextPageThen) {
	return { seq, at: toWire(at), nextEscalation: nextEscalationWire(next) };
}
