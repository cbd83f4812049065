import { z } from "@hono/zod-openapi";
import { line, text } from "../../platform/contract/fields.ts";
import { cancelPending } from "../rules/cancel.ts";
import { NOTHING } from "../rules/decision.ts";
import { DISPOSITIONS } from "../rules/incident-types.ts";
import { command } from "./command.ts";
import { REASON_LENGTH, TEXT_LENGTH } from "./fields.ts";

/** The checks that run before it, and `overrideReason`, are the object's: see `recovery-check.ts`. */
export const resolve = command({
	call: {
		method: "put",
		path: "resolution",
		summary: "Resolve",
		body: z.strictObject({
			note: text(TEXT_LENGTH).optional(),
			disposition: z.enum(DISPOSITIONS).optional(),
			overrideReason: line(REASON_LENGTH).optional(),
		}),
	},
	afterResolve: true,
	decide({ incident, actor }, { note, disposition }) {
		if (incident.state === "resolved") return NOTHING;
		const data = { note: note ?? null, disposition: disposition ?? null };
		return { events: [{ type: "resolved", actor, data }, ...cancelPending(incident, "resolved", actor)] };
	},
});
