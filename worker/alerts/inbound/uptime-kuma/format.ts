import { type InboundFormat, KB } from "../inbound-format.ts";
import { readKuma } from "./reader.ts";
import { words } from "./words.ts";

export const uptimeKuma = {
	kind: "uptime-kuma",
	words,
	path: "/inbound/uptime-kuma/{key}",
	maxBytes: 512 * KB,
	key: { in: "path" },
	read(payload) {
		const alerts = readKuma(payload);
		if (!alerts)
			return { ok: false, complaint: { as: "sentence", reason: "The body must be a JSON object." } };
		return { ok: true, alerts, answer: (outcomes) => ({ status: "accepted", results: outcomes }) };
	},
} as const satisfies InboundFormat;
