import { z } from "@hono/zod-openapi";
import { id, line } from "../../platform/contract/fields.ts";
import { NOTHING } from "../rules/decision.ts";
import { command } from "./command.ts";
import { TITLE_LENGTH } from "./fields.ts";

const KEY_LENGTH = 1_000;

/** The Desk has carried it out before this is decided: see `object/merge-command.ts`. */
export const split = command({
	call: {
		method: "post",
		path: "splits",
		summary: "Split: a merged incident, or what one deduplication key reports, is on its own again and pages",
		body: z.union([
			z.strictObject({ incidentId: id("incident") }),
			z.strictObject({
				dedupKey: line(KEY_LENGTH),
				integrationId: id("integration")
					.nullable()
					.openapi({ description: "Null for a monitor, whose key is its id" }),
				title: line(TITLE_LENGTH).optional(),
			}),
		]),
	},
	afterResolve: true,
	decide: () => NOTHING,
});
