import { type InboundFormat, KB } from "../inbound-format.ts";
import { readGeneric } from "./reader.ts";
import { words } from "./words.ts";

export const generic = {
	kind: "generic",
	words,
	path: "/inbound/generic/{key}",
	maxBytes: 512 * KB,
	key: { in: "path" },
	read(payload) {
		const reading = readGeneric(payload);
		if (!reading.ok) return { ok: false, complaint: { as: "fields", errors: reading.errors } };
		const { dedupKey } = reading.alert;
		return {
			ok: true,
			alerts: [reading.alert],
			answer: ([outcome]) => ({ dedupKey, incidentId: null, ...outcome }),
		};
	},
} as const satisfies InboundFormat;
