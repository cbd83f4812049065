import { type InboundFormat, KB } from "../inbound-format.ts";
import { readDatadog } from "./reader.ts";
import { words } from "./words.ts";

export const datadog = {
	kind: "datadog",
	words,
	path: "/inbound/datadog/{key}",
	maxBytes: 512 * KB,
	key: { in: "path" },
	read(payload) {
		const alerts = readDatadog(payload);
		if (!alerts)
			return { ok: false, complaint: { as: "sentence", reason: "The body must be a JSON object." } };
		return { ok: true, alerts, answer: (outcomes) => ({ status: "accepted", results: outcomes }) };
	},
} as const satisfies InboundFormat;
