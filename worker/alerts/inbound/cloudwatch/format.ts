import { type InboundFormat, KB } from "../inbound-format.ts";
import { readCloudwatch } from "./reader.ts";
import { words } from "./words.ts";

export const cloudwatch = {
	kind: "cloudwatch",
	words,
	path: "/inbound/cloudwatch/{key}",
	maxBytes: 512 * KB,
	key: { in: "path" },
	signedBy: "sns",
	read(payload) {
		const alerts = readCloudwatch(payload);
		const reason = "The body must be a message of Amazon SNS. Raw message delivery must be off.";
		if (!alerts) return { ok: false, complaint: { as: "sentence", reason } };
		return { ok: true, alerts, answer: (outcomes) => ({ status: "accepted", results: outcomes }) };
	},
} as const satisfies InboundFormat;
