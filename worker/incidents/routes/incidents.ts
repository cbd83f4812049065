import { Hono } from "hono";
import { listIncidents, readIncident } from "../../../db/incidents/incidents.ts";
import type { Endpoint } from "../../platform/contract/endpoint.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { changedSince, namedVersions } from "../../platform/http/precondition.ts";
import { invalid, refused } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { deskOf, incidentOf } from "../../platform/stubs.ts";
import { newId } from "../../platform/vault/ids.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { type CalledKind, commandCalls } from "../commands/calls.ts";
import { incidentCalls } from "../contract/incident-calls.ts";
import { incidentRunbookWire } from "../contract/incident-runbook.ts";
import { incidentWire, timelineEventWire } from "../contract/incidents.ts";
import type { CommandContext, IncidentCommand } from "../rpc.ts";
import type { IncidentView } from "../rules/incident-types.ts";
import { restoreIncident, timelineOf } from "./incident-archive.ts";

const LISTED_WITHIN_MS = 1_000;

/** Incidents: lists come from the database, everything about one from its own object, which works without it. */
export const incidentRoutes = new Hono<AppEnv>();

handle(incidentRoutes, incidentCalls.list, async (c, { query }) => {
	const { limit, cursor, ...filter } = query;
	const before = cursor === undefined ? null : await readCursor(c.env, "incidents", cursor);
	if (cursor !== undefined && before === null)
		return invalid(c, [fieldError("?cursor", "is not a cursor of this list")]);
	const found = await listIncidents(c.env.DB, filter, limit + 1, before);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	const nextCursor = found.length > limit && last ? await makeCursor(c.env, "incidents", last.id) : null;
	return c.json({ items: items.map(incidentWire), nextCursor });
});

handle(incidentRoutes, incidentCalls.declare, async (c, { body }) => {
	const declared = await deskOf(c.env, body.serviceId).declare({
		...body,
		incidentId: newId("incident"),
		actor: c.get("actor"),
		drill: false,
		idempotency: idempotencyOf(c),
	});
	if (!declared.ok && declared.refusal.code === "not_found")
		return invalid(c, [fieldError("/serviceId", "there is no such service")]);
	if (!declared.ok) return refused(c, declared.refusal);
	await inLists(c, declared.value.id);
	return shown(c, declared.value, 201);
});

/** Whoever declared it finds it in the lists with the next request. A database that is slow holds nobody up. */
async function inLists({ env }: AppContext, id: string): Promise<void> {
	try {
		await withTimeout(incidentOf(env, id).told(), LISTED_WITHIN_MS);
	} catch (error) {
		log("incident.not_listed_yet", { incidentId: id, error: String(error) });
	}
}

handle(incidentRoutes, incidentCalls.read, async (c, { ids }) => {
	const view = (await incidentOf(c.env, ids.id).view()) ?? (await readIncident(c.env.DB, ids.id));
	return view ? shown(c, view, 200) : notFound(c);
});

handle(incidentRoutes, incidentCalls.timeline, async (c, { ids, query }) => {
	const place = query.cursor === undefined ? "0" : await readCursor(c.env, ids.id, query.cursor);
	if (place === null) return invalid(c, [fieldError("?cursor", "is not a cursor of this list")]);
	const afterSeq = Number(place);
	const found = await timelineOf(c.env, ids.id, afterSeq, query.limit + 1);
	if (found === null) return notFound(c);
	const items = found.slice(0, query.limit);
	const last = items.at(-1);
	const nextCursor =
		found.length > query.limit && last ? await makeCursor(c.env, ids.id, String(last.seq)) : null;
	return c.json({ items: items.map(timelineEventWire), nextCursor });
});

handle(incidentRoutes, incidentCalls.readRunbook, async (c, { ids }) => {
	const incident = incidentOf(c.env, ids.id);
	const known = await incident.runbook();
	// One that only the database still has is put back first, as for a command.
	const runbook = known ?? ((await restoreIncident(c.env, ids.id)) ? await incident.runbook() : null);
	return runbook ? c.json(incidentRunbookWire(runbook)) : notFound(c);
});

for (const [kind, endpoint] of Object.entries(commandCalls) as [CalledKind, Endpoint<"id">][])
	handle(incidentRoutes, endpoint, (c, { ids, body }) => run(c, ids.id, commandOf(c, kind, endpoint, body)));

/** The contract's schemas have let the body and the words of the path through: together they are the command's fields. */
function commandOf(c: AppContext, kind: CalledKind, endpoint: Endpoint, body: unknown): IncidentCommand {
	const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
	const said = names.filter((name) => name !== "id").map((name) => [name, c.req.param(name)]);
	return { kind, ...(body as object), ...Object.fromEntries(said) } as IncidentCommand;
}

async function run(c: AppContext, id: string, command: IncidentCommand): Promise<Response> {
	const incident = incidentOf(c.env, id);
	const context: CommandContext = {
		actor: c.get("actor"),
		idempotency: idempotencyOf(c),
		versions: namedVersions(c),
		requestId: c.get("requestId"),
	};
	const first = await incident.command(command, context);
	const isUnknown = !first.ok && first.refusal.code === "not_found" && first.refusal.extra?.isIncident;
	if (isUnknown && !(await restoreIncident(c.env, id))) return notFound(c);
	const answer = isUnknown ? await incident.command(command, context) : first;
	if (answer.ok) return shown(c, answer.value, 200);
	const current = answer.refusal.code === "precondition_failed" ? await incident.view() : null;
	return current ? changedSince(c, current.version, incidentWire(current)) : refused(c, answer.refusal);
}

function idempotencyOf(c: AppContext): CommandContext["idempotency"] {
	const call = c.get("idempotency");
	return call ? { key: `${call.credential}:${call.key}`, bodyHash: call.bodyHash } : null;
}

function shown(c: AppContext, view: IncidentView, status: 200 | 201): Response {
	return c.json(incidentWire(view), status, { etag: `"${view.version}"` });
}
