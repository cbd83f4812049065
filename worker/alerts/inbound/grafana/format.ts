import { answerToGroup } from "../alertmanager/format.ts";
import { type GroupTool, readGroup } from "../alertmanager/reader.ts";
import { type InboundFormat, KB } from "../inbound-format.ts";
import { words } from "./words.ts";

/** Grafana Alerting speaks Alertmanager's webhook, with more links. */
const GRAFANA: GroupTool = { name: "Grafana", source: "grafana" };

export const grafana = {
	kind: "grafana",
	words,
	path: "/inbound/grafana/{key}",
	maxBytes: 512 * KB,
	key: { in: "path" },
	read(payload) {
		const group = readGroup(payload, GRAFANA);
		if (!group.ok) return { ok: false, complaint: { as: "sentence", reason: group.reason } };
		return { ok: true, alerts: group.alerts, answer: (outcomes) => answerToGroup(group, outcomes) };
	},
} as const satisfies InboundFormat;
