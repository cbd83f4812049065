/** A job that reports in as it did to Opsgenie: by the name of its heartbeat, with the key of an integration. */
import { Hono } from "hono";
import { heartbeatsNamed } from "../../../db/monitoring/monitors.ts";
import { sliceOf } from "../../monitoring/monitors/monitor-copies.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { onceMore } from "../../platform/once-more.ts";
import { watchOf } from "../../platform/stubs.ts";
import { opsgenie } from "../inbound/opsgenie/format.ts";
import { stranger } from "../inbound/routes.ts";
import { parseIntegrationKey } from "../integrations/integration-key.ts";

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
	const { serviceId } = parseIntegrationKey(opsgenie.key.of(c.req.header("authorization") ?? "")) ?? {};
	const name = c.req.param("name") ?? "";
	const [row] = await heartbeatsNamed(c.env.DB, serviceId ?? "", name);
	const watch = row && watchOf(c.env, await sliceOf(c.env, row));
	const isKnown =
		watch && (await onceMore(() => watch.hearBeat(row.id, null, { kind: "success", text: "" })));
	const answer = { took: (Date.now() - arrivedAt) / 1_000, requestId: c.get("requestId") };
	if (!isKnown) return c.json({ message: `Heartbeat with name [${name}] does not exist.`, ...answer }, 404);
	return c.json({ result: "PONG - Heartbeat received", ...answer }, 202);
}
