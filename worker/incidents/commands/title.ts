import { z } from "@hono/zod-openapi";
import { line } from "../../platform/contract/fields.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import { command } from "./command.ts";
import { TITLE_LENGTH } from "./fields.ts";

/** What it is called inside. The public page has words of its own, so it can be corrected after the end too. */
export const title = command({
	call: {
		method: "put",
		path: "title",
		summary: "Change the title",
		body: z.strictObject({ title: line(TITLE_LENGTH) }),
	},
	afterResolve: true,
	decide({ incident, actor }, { title: to }) {
		if (incident.source.kind === "test") return refuse("conflict", "A test page keeps its title.");
		if (to === incident.title) return NOTHING;
		return { events: [{ type: "title_changed", actor, data: { from: incident.title, to } }] };
	},
});
