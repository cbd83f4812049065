/** What a DNS check asks for and what it expects. */
import { z } from "@hono/zod-openapi";
import { text } from "../../../platform/contract/fields.ts";
import { RECORD_TYPES } from "../../../platform/rules/dns-message.ts";
import { RECORD_OPS } from "../../rules/monitor.ts";

export const recordType = z.enum(RECORD_TYPES);

export const records = z
	.strictObject({
		op: z.enum(RECORD_OPS).openapi({
			description:
				"contains: all of the values are among the records; equals: these and no other; any: at least one of them",
		}),
		values: z.array(text(1_000)).min(1).max(50),
	})
	.nullable()
	.openapi({ description: "Null: any record of the type will do" });
