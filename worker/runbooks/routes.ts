import { Hono } from "hono";
import type { Reference } from "../../db/platform/references.ts";
import { type RunbookRow, runbookRows } from "../../db/runbooks/runbooks.ts";
import { wireOf } from "../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { mount } from "../platform/http/mount.ts";
import { refreshAllDesks, refreshDesk } from "../platform/http/refresh.ts";
import type { Resource } from "../platform/http/resource.ts";
import { runbookCalls, runbookOut } from "./contract.ts";

export const runbookResource: Resource<RunbookRow> = {
	kind: "runbook",
	rows: runbookRows,
	plain: wireOf(runbookOut),
	owner: (row) => ({ kind: "team", id: row.teamId }),
	references: ({ match, steps, teamId }) => [
		...(teamId === null ? [] : [{ pointer: "/teamId", kind: "team" as const, id: teamId }]),
		...match.serviceIds.map(
			(id, i): Reference => ({ pointer: `/match/serviceIds/${i}`, kind: "service", id }),
		),
		...match.monitorIds.map(
			(id, i): Reference => ({ pointer: `/match/monitorIds/${i}`, kind: "monitor", id }),
		),
		...steps.flatMap(({ remediationId: id }, i): Reference[] =>
			id === null ? [] : [{ pointer: `/steps/${i}/remediationId`, kind: "remediation", id }],
		),
	],
	changed,
};

/** Desks know which runbooks may fit, not what is in them: an edit of the steps concerns none. */
async function changed(c: AppContext, row: RunbookRow, _how: string, before?: RunbookRow): Promise<void> {
	if (before && JSON.stringify(before.match) === JSON.stringify(row.match)) return;
	const named = [row, ...(before ? [before] : [])].map(({ match }) => match.serviceIds);
	if (named.some((serviceIds) => serviceIds.length === 0)) return refreshAllDesks(c);
	await Promise.all([...new Set(named.flat())].map((serviceId) => refreshDesk(c.env, serviceId)));
}

export const runbookRoutes = new Hono<AppEnv>();

mount(runbookRoutes, runbookCalls, runbookResource, {
	making: { row: (stored, input) => ({ ...stored, ...input }) },
});
