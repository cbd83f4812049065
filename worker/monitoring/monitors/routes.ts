import { Hono } from "hono";
import { type MonitorRow, monitorRows, monitorsOf } from "../../../db/monitoring/monitors.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { quietly } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { hours, toWire } from "../../platform/rules/time.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";
import { askEverywhere } from "../ask-everywhere.ts";
import { settingsOf } from "../checks/settings.ts";
import { heartbeatUrl, KEY_PLACE } from "../heartbeats/address.ts";
import { makeHeartbeatKey } from "../heartbeats/heartbeat-key.ts";
import type { CheckResult, Observation } from "../rules/monitor.ts";
import { asOf } from "../rules/pause.ts";
import { monitorCalls, monitorOut } from "./contract.ts";
import { listWorstFirst } from "./list-worst.ts";
import { forgetMonitor, putMonitor, sliceOf } from "./monitor-copies.ts";
import { monitorFields, patchedMonitor } from "./monitor-fields.ts";
import { readingsOf } from "./monitor-readings.ts";
import { refuseMonitor, refuseProbe } from "./monitor-rules.ts";

const wire = wireOf(monitorOut);

export const monitorResource: Resource<MonitorRow> = {
	kind: "monitor",
	rows: monitorRows,
	plain: (row) =>
		wire({
			...asOf(row, Date.now()),
			intervalSeconds: row.intervalSeconds || null,
			schedule: row.schedule ?? null,
			...settingsOf(row),
		}),
	show: shown,
	owner: (row) => ({ kind: "service", id: row.serviceId }),
	references: (row) => [{ pointer: "/serviceId", kind: "service", id: row.serviceId }],
	refuse: refuseMonitor,
	changed: ({ env }, row, how) =>
		quietly("monitor.tell_failed", { monitorId: row.id, how }, () =>
			how === "deleted" ? forgetMonitor(env, row.id, row.slice) : putMonitor(env, row),
		),
};

async function shown(c: AppContext, rows: MonitorRow[]): Promise<Record<string, unknown>[]> {
	const readings = await readingsOf(c.env, rows);
	return rows.map((row) => ({
		...monitorResource.plain(row),
		url: row.kind === "heartbeat" ? heartbeatUrl(c, KEY_PLACE) : null,
		...readings(row),
	}));
}

export const monitorRoutes = new Hono<AppEnv>();

handle(monitorRoutes, monitorCalls.list, (c, { query }) =>
	query.order === "worst"
		? listWorstFirst(c, query, shown)
		: listAll(
				c,
				monitorResource,
				query,
				query.serviceId === undefined ? undefined : monitorsOf(query.serviceId),
			),
);
handle(monitorRoutes, monitorCalls.create, async (c, { body }) => {
	const stored = newStored("monitor");
	const slice = await vaultOf(c.env).sliceFor(stored.id);
	const row = { ...stored, ...monitorFields(body), slice };
	if (row.kind !== "heartbeat") return createOne(c, monitorResource, row);
	const { key, keyHash } = makeHeartbeatKey(row.id, slice);
	return createOne(
		c,
		monitorResource,
		{ ...row, keyHash },
		{ secrets: { key }, shows: { url: heartbeatUrl(c, key) } },
	);
});
handle(monitorRoutes, monitorCalls.read, (c, { ids }) => readOne(c, monitorResource, ids.id));
handle(monitorRoutes, monitorCalls.update, (c, { ids, body }) =>
	updateOne(c, monitorResource, ids.id, (row) => patchedMonitor(asOf(row, Date.now()), body)),
);
handle(monitorRoutes, monitorCalls.remove, (c, { ids }) => removeOne(c, monitorResource, ids.id));

handle(monitorRoutes, monitorCalls.rotate, async (c, { ids }) => {
	const row = await monitorRows.read(c.env.DB, ids.id);
	if (!row) return notFound(c);
	if (row.kind !== "heartbeat") return problem(c, "conflict", "Only a heartbeat has a key.");
	const { key, keyHash } = makeHeartbeatKey(row.id, await sliceOf(c.env, row));
	const answer = await updateOne(c, monitorResource, row.id, (before) => ({ ...before, keyHash }));
	if (!answer.ok) return answer;
	return c.json({ ...(await answer.json<object>()), key, url: heartbeatUrl(c, key) }, 200, {
		etag: answer.headers.get("etag") ?? "",
	});
});

/** As many as a chart on a phone can show: half an hour each in a day. */
const LATENCY_BUCKETS = 48;

handle(monitorRoutes, monitorCalls.checks, async (c, { ids, query }) => {
	const row = await monitorRows.read(c.env.DB, ids.id);
	if (!row) return notFound(c);
	const results = await watchOf(c.env, await sliceOf(c.env, row)).checks(row.id, query.limit);
	return c.json({ items: results.map(checkWire), nextCursor: null });
});

handle(monitorRoutes, monitorCalls.latency, async (c, { ids, query }) => {
	const row = await monitorRows.read(c.env.DB, ids.id);
	if (!row) return notFound(c);
	const to = Date.now();
	const span = { from: to - hours(query.hours), to, buckets: LATENCY_BUCKETS };
	const regions = await watchOf(c.env, await sliceOf(c.env, row)).latency(row.id, span);
	return c.json({ from: toWire(span.from), to: toWire(to), buckets: LATENCY_BUCKETS, regions });
});

handle(monitorRoutes, monitorCalls.check, async (c, { ids }) => {
	const row = await monitorRows.read(c.env.DB, ids.id);
	if (!row) return notFound(c);
	const results = await watchOf(c.env, await sliceOf(c.env, row)).checkNow([row.id]);
	return c.json({ items: results.map(checkWire), nextCursor: null });
});

handle(monitorRoutes, monitorCalls.probe, async (c, { body }) => {
	const refused = refuseProbe(c, body);
	if (refused.length > 0) return invalid(c, refused);
	const results = await askEverywhere(c.env, [{ ...UNSAVED, ...body }]);
	return c.json({ items: results.map(probeWire), nextCursor: null });
});

/** What a probe needs to be a monitor for as long as it takes. Nothing keeps it, so nothing looks at these. */
const UNSAVED = {
	id: "probe",
	name: "Probe",
	serviceId: "none",
	intervalSeconds: 30,
	quorum: 1,
	failureThreshold: 1,
	recoveryThreshold: 1,
	severity: null,
	paused: true,
};

function checkWire({ status, ...result }: Observation) {
	return { ...result, at: toWire(result.at) };
}

function probeWire({ monitorId, status, ...result }: CheckResult) {
	return { ...result, at: toWire(result.at), status: status ?? null };
}
