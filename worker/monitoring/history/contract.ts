/** How something was: the wire of `rules/history.ts` and `rules/latency.ts`. Services say it of themselves, too. */
import { z } from "@hono/zod-openapi";
import { instantOut } from "../../platform/contract/fields.ts";
import { REGIONS } from "../../platform/rules/region.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import type { History } from "../rules/history.ts";

export const historyOut = z
	.object({
		days: z.string().openapi({
			description:
				"A letter for each of the last 90 UTC days, today last: `u` up, `d` degraded, `x` down, `-` not looked at",
		}),
		since: instantOut.nullable().openapi({ description: "First looked at, within these days" }),
		changedAt: instantOut.nullable().openapi({ description: "As it is now since then" }),
		uptime: z.number().min(0).max(1).nullable(),
		downMs: z.number(),
		outages: z.int(),
	})
	.openapi("History");

export const latencyOut = z
	.object({
		from: instantOut,
		to: instantOut,
		buckets: z.int(),
		regions: z.array(
			z.object({
				region: z.enum(REGIONS),
				count: z.int(),
				p50Ms: z.number(),
				p95Ms: z.number(),
				p50: z.array(z.number().nullable()),
				p95: z.array(z.number().nullable()),
			}),
		),
	})
	.openapi("Latency");

export const historyWire = ({ since, changedAt, ...rest }: History) => ({
	...rest,
	since: toWireOrNull(since),
	changedAt: toWireOrNull(changedAt),
});
