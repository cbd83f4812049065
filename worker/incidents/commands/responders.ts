import { z } from "@hono/zod-openapi";
import { target } from "../../paging/policies/contract.ts";
import { pageResponders } from "../rules/steps.ts";
import { peopleOf } from "../rules/targets.ts";
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
		const ids = new Set(targets.flatMap((one) => peopleOf(paging, one, now)));
		const people = paging.people.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
		return { events: [{ type: "responder_added", actor, data: { targets, people } }, ...pages] };
	},
});
