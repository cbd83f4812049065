import { z } from "@hono/zod-openapi";
import { id, line } from "../../platform/contract/fields.ts";
import { NOTHING } from "../rules/decision.ts";
import { command } from "./command.ts";
import { TITLE_LENGTH } from "./fields.ts";

const KEY_LENGTH = 1_000;
const MOST_KEYS = 100;

const key = {
	dedupKey: line(KEY_LENGTH),
	integrationId: id("integration")
		.nullable()
		.openapi({ description: "Null for a monitor, whose key is its id" }),
};
const title = line(TITLE_LENGTH).optional();

const TWICE = "must not name a key twice";
const isUnique = (keys: { dedupKey: string; integrationId: string | null }[]): boolean =>
	new Set(keys.map(({ dedupKey, integrationId }) => `${integrationId} ${dedupKey}`)).size === keys.length;

/** The Desk has carried it out before this is decided: see `object/merge-command.ts`. */
export const split = command({
	call: {
		method: "post",
		path: "splits",
		summary:
			"Split: a merged incident, or what some deduplication keys report, is on its own again and pages",
		body: z.union([
			z.strictObject({ incidentId: id("incident") }),
			z.strictObject({ ...key, title }),
			z.strictObject({
				keys: z.array(z.strictObject(key)).min(1).max(MOST_KEYS).refine(isUnique, TWICE),
				title,
			}),
		]),
	},
	afterResolve: true,
	decide: () => NOTHING,
});
