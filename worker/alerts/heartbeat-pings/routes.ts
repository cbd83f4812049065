/** A job that reports in as it did to Opsgenie: by the name of its heartbeat, with the key of an integration. */
import { Hono } from "hono";
import { heartbeatsNamed } from "../../../db/monitoring/monitors.ts";
import { sliceOf } from "../../monitoring/monitors/monitor-copies.ts";
import type { Beat } from "../../monitoring/rules/heartbeat.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { onceMore } from "../../platform/once-more.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { opsgenie } from "../inbound/opsgenie/format.ts";
import { stranger } from "../inbound/routes.ts";
import { parseIntegrationKey } from "../integrations/integration-key.ts";

const SUCCESS: Beat = { kind: "success", text: "" };
/** A job waits: a database that has not answered by then is not asked. */
const DATABASE_TIMEOUT_MS = 700;

export const heartbeatPingRoutes = new Hono<AppEnv>();

for (const slash of ["", "/"]) {
	const path = `/v2/heartbeats/:name/ping${slash}`;
	heartbeatPingRoutes.on(["GET", "POST"], path, ping);
	heartbeatPingRoutes.all(path, (c) =>
		problem(c, "method-not-allowed", "Send pings with GET or POST.", {
			headers: { allow: "GET, HEAD, POST" },
		}),
	);
}

async function ping(c: AppContext): Promise<Response> {
	const arrivedAt = Date.now();
	const refusal = await stranger(c, opsgenie);
	if (refusal) return refusal;
	const { serviceId = "" } = parseIntegrationKey(opsgenie.key.of(c.req.header("authorization") ?? "")) ?? {};
	const name = c.req.param("name") ?? "";
	const isKnown = await hear(c.env, serviceId, name);
	const requestId = c.get("requestId");
	log("heartbeat.pinged", { requestId, serviceId, isKnown });
	const answer = { took: (Date.now() - arrivedAt) / 1_000, requestId };
	if (!isKnown) return c.json({ message: `Heartbeat with name [${name}] does not exist.`, ...answer }, 404);
	return c.json({ result: "PONG - Heartbeat received", ...answer }, 202);
}

/** Without the database the Watches know the heartbeats of the key's own service. */
async function hear(env: Env, serviceId: string, name: string): Promise<boolean> {
	const rows = await withTimeout(heartbeatsNamed(env.DB, serviceId, name), DATABASE_TIMEOUT_MS).catch(
		() => null,
	);
	const slices = rows === null ? await vaultOf(env).slices() : [];
	const [row] = rows ?? [];
	if (row) slices.push(await sliceOf(env, row));
	const by = { serviceId: row?.serviceId ?? serviceId, name };
	const asked = slices.map((slice) => onceMore(() => watchOf(env, slice).hearBeat(by, SUCCESS)));
	return (await Promise.all(asked)).includes(true);
}
