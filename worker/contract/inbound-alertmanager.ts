/** Alertmanager's webhook, version 4. Everything is optional: one odd alert must not cost the others of its group. */
import { z } from "zod";

const labels = z.record(z.string(), z.coerce.string()).catch({});
const word = z.string().catch("");

export const alertmanagerAlert = z.object({
	status: word,
	labels,
	annotations: labels,
	startsAt: word,
	endsAt: word,
	generatorURL: word,
	fingerprint: word,
});

export const alertmanagerGroup = z.object({
	version: z.unknown().optional(),
	groupKey: word,
	truncatedAlerts: z.number().catch(0),
	status: word,
	receiver: word,
	groupLabels: labels,
	commonLabels: labels,
	commonAnnotations: labels,
	externalURL: word,
	alerts: z.array(z.unknown()),
});

export type AlertmanagerAlert = z.infer<typeof alertmanagerAlert>;
export type AlertmanagerGroup = z.infer<typeof alertmanagerGroup>;
