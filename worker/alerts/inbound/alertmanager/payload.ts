/** Alertmanager's webhook, version 4. Everything is optional: one odd alert must not cost the others of its group. */
import { z } from "zod";

/** What says nothing is left out, so that a word of the group or a further candidate can stand in its place. */
const labels = z.record(z.string(), z.unknown()).catch({}).transform(withWords);
const word = z
	.string()
	.catch("")
	.transform((text) => (text.trim() === "" ? "" : text));

export const alertmanagerAlert = z.object({
	status: word,
	labels,
	annotations: labels,
	startsAt: word,
	endsAt: word,
	generatorURL: word,
	fingerprint: word,
	// Grafana’s, which speaks the same.
	dashboardURL: word,
	panelURL: word,
	silenceURL: word,
	values: z.record(z.string(), z.unknown()).nullish().catch(null),
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

function withWords(given: Record<string, unknown>): Record<string, string> {
	const spelled = Object.entries(given).map(([name, value]) => [name, spell(value)] as const);
	return Object.fromEntries(spelled.filter(([, text]) => text.trim() !== ""));
}

/** Empty for null and for what is empty itself; a structure as its JSON. */
function spell(value: unknown): string {
	if (value === null || value === undefined) return "";
	if (typeof value !== "object") return String(value);
	return Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}
