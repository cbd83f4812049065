import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { NOTHING } from "../rules/decision.ts";
import { command } from "./command.ts";
import { empty } from "./fields.ts";

export const unacknowledge = command({
	call: {
		method: "delete",
		path: "acknowledgement",
		summary: "Unacknowledge: restarts paging at level 1",
		body: empty,
	},
	decide({ incident, paging, actor, now }) {
		if (incident.state === "triggered" && incident.firstAcknowledgement === null) return NOTHING;
		const at = firstPageAt(paging, incident.severity, now);
		return { events: [{ type: "unacknowledged", actor, data: { firstPageAt: toWireOrNull(at) } }] };
	},
});
