import type { AlertOutcome } from "../../rpc.ts";
import { type InboundFormat, KB } from "../inbound-format.ts";
import { type GroupReading, readGroup } from "./reader.ts";
import { words } from "./words.ts";

export const alertmanager = {
	kind: "alertmanager",
	words,
	path: "/inbound/alertmanager/{key}",
	maxBytes: 1_024 * KB,
	key: { in: "path" },
	read(payload) {
		const group = readGroup(payload);
		if (!group.ok) return { ok: false, complaint: { as: "sentence", reason: group.reason } };
		return { ok: true, alerts: group.alerts, answer: (outcomes) => answerToGroup(group, outcomes) };
	},
} as const satisfies InboundFormat;

/** One result for each alert of the payload, in its order. */
export function answerToGroup(
	{ alerts, members }: GroupReading & { ok: true },
	outcomes: AlertOutcome[],
): object {
	const byMember = new Map(alerts.map((alert, i) => [alert.memberKey, outcomes[i]]));
	const results = members.map((fingerprint) => {
		const outcome = fingerprint === null ? undefined : byMember.get(fingerprint);
		return { fingerprint, status: "ignored", incidentId: null, ...outcome };
	});
	return { status: "accepted", results };
}
