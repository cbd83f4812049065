/**
 * The generic hook: our own words, and beside them those of GoAlert's generic key and of Grafana OnCall's formatted
 * webhook, so that what pointed there only changes its address.
 */
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish().catch(undefined);

export const genericAlert = z.object({
	title: scalar,
	summary: scalar,
	severity: scalar,
	priority: scalar,
	dedupKey: scalar,
	dedup_key: scalar,
	dedup: scalar,
	alert_uid: scalar,
	action: scalar,
	event_action: scalar,
	state: scalar,
	source: scalar,
	message: scalar,
	description: scalar,
	details: z.unknown().optional(),
	meta: z.unknown().optional(),
	links: z.array(z.unknown()).catch([]),
	link: scalar,
	link_to_upstream_details: scalar,
	image_url: scalar,
});

export type GenericAlert = z.infer<typeof genericAlert>;
