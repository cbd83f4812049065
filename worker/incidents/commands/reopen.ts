import { z } from "@hono/zod-openapi";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { line } from "../../platform/contract/fields.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { refuse } from "../rules/decision.ts";
import { nameFor } from "../rules/incident.ts";
import { command } from "./command.ts";
import { REASON_LENGTH } from "./fields.ts";

export const reopen = command({
	call: {
		method: "post",
		path: "reopening",
		summary: "Reopen: a new epoch from level 1",
		body: z.strictObject({ reason: line(REASON_LENGTH) }),
	},
	afterResolve: true,
	decide({ incident, paging, actor, now }, { reason }) {
		if (incident.mergedInto !== null)
			return refuse(
				"conflict",
				`${nameFor(incident)} is merged into ${nameFor(incident.mergedInto)}. Split it from there.`,
			);
		// What is watched counts as over: that it fails again may be told by a person too.
		if (incident.state !== "resolved" && incident.soak === null)
			return refuse("conflict", `${nameFor(incident)} is not resolved.`);
		const at = firstPageAt(paging, incident.severity, now);
		return { events: [{ type: "reopened", actor, data: { reason, firstPageAt: toWireOrNull(at) } }] };
	},
});
