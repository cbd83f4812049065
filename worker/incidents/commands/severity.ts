import { z } from "@hono/zod-openapi";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { line } from "../../platform/contract/fields.ts";
import { severityChange } from "../rules/severity-change.ts";
import { command } from "./command.ts";
import { REASON_LENGTH } from "./fields.ts";

export const severity = command({
	call: {
		method: "put",
		path: "severity",
		summary: "Change severity",
		body: z.strictObject({ severity: z.enum(SEVERITIES), reason: line(REASON_LENGTH).optional() }),
	},
	decide: (facts, { severity: to, reason }) => ({ events: severityChange(facts, to, reason ?? null) }),
});
