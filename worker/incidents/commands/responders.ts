import { z } from "@hono/zod-openapi";
import { target } from "../../paging/policies/contract.ts";
import { pageResponders } from "../rules/steps.ts";
import { command } from "./command.ts";

export const responders = command({
	call: {
		method: "post",
		path: "responders",
		summary: "Add responders",
		body: z.strictObject({ targets: z.array(target).min(1).max(50) }),
	},
	names: ({ targets }) => targets,
	decide({ incident, paging, actor, now, newId }, { targets }) {
		const pages = pageResponders(incident, paging, targets, now, () => newId("page"));
		return { events: [{ type: "responder_added", actor, data: { targets } }, ...pages] };
	},
});
