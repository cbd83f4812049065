import type { Alert } from "../../../incidents/rules/alert.ts";
import { SEVERITIES, severityOfWord } from "../../../paging/rules/severity.ts";
import { boundedDetails, boundedKey, hashed, oneLine, safeLinks } from "../plain.ts";
import {
	type AlertmanagerAlert,
	type AlertmanagerGroup,
	alertmanagerAlert,
	alertmanagerGroup,
} from "./payload.ts";

export type GroupReading =
	| {
			ok: true;
			/** In the order in which the Desk should take them: see `inOrder`. */
			alerts: Alert[];
			/** One for each element of the payload, in its order; null for one that could not be read. */
			members: (string | null)[];
	  }
	| { ok: false; reason: string };

/** What sends the notification: as people call it, and as a source that names nothing better. */
export interface GroupTool {
	name: string;
	source: string;
}

const ALERTMANAGER: GroupTool = { name: "Alertmanager", source: "alertmanager" };
/** Grafana's own alerts about a rule whose data is missing or cannot be read; `rulename` says which. */
const ABOUT_DATA = /^Datasource(NoData|Error)$/;

/** Reads one notification in Alertmanager's form: the group is the incident, its alerts are the members. */
export function readGroup(payload: unknown, tool = ALERTMANAGER): GroupReading {
	const parsed = alertmanagerGroup.safeParse(payload);
	if (!parsed.success)
		return { ok: false, reason: "The notification must be an object with an `alerts` list.`" };
	const group = parsed.data;
	const dedupKey = boundedKey(group.groupKey || `labels:${hashed(stable(group.groupLabels))}`);
	const read = group.alerts.map((each) => {
		const alert = alertmanagerAlert.safeParse(each);
		return alert.success ? alertOf(alert.data, group, dedupKey, tool) : null;
	});
	if (read.length > 0 && read.every((alert) => alert === null))
		return { ok: false, reason: "No alert in the notification is an object." };
	const alerts = inOrder(read.filter((alert) => alert !== null));
	if (group.status === "resolved") alerts.push(endOf(group, dedupKey, tool));
	return { ok: true, alerts, members: read.map((alert) => alert?.memberKey ?? null) };
}

function alertOf(
	alert: AlertmanagerAlert,
	group: AlertmanagerGroup,
	dedupKey: string,
	tool: GroupTool,
): Alert {
	const labels = { ...group.commonLabels, ...alert.labels };
	const annotations = { ...group.commonAnnotations, ...alert.annotations };
	const { startsAt, endsAt } = alert;
	return {
		action: (alert.status || group.status) === "resolved" ? "resolve" : "trigger",
		dedupKey,
		memberKey: boundedKey(alert.fingerprint || hashed(stable(labels))),
		title: titleOf(labels, annotations, tool),
		severity: severityOfWord(labels.severity) ?? severityOfWord(labels.priority),
		source: oneLine(labels.job ?? labels.instance ?? tool.source, 255) || tool.source,
		details: boundedDetails({
			...{ labels, annotations, startsAt, endsAt, receiver: group.receiver },
			...(alert.values && { values: alert.values }),
		}),
		links: safeLinks([
			{ href: annotations.runbook_url, text: "Runbook" },
			{ href: annotations.dashboard_url || alert.dashboardURL, text: "Dashboard" },
			{ href: alert.panelURL, text: "Panel" },
			{ href: alert.generatorURL, text: "Query" },
			{ href: alert.silenceURL, text: "Silence" },
			{ href: group.externalURL, text: tool.name },
		]),
	};
}

function titleOf(
	labels: Record<string, string>,
	annotations: Record<string, string>,
	{ name }: GroupTool,
): string {
	const rule = ABOUT_DATA.test(labels.alertname ?? "") ? labels.rulename : null;
	const named = [rule ? `${rule}: ${labels.alertname}` : labels.alertname, labels.instance]
		.filter(Boolean)
		.join(" on ");
	const candidates = [annotations.summary, annotations.title, named, annotations.description];
	return candidates.map((text) => oneLine(text ?? "")).find(Boolean) ?? `Alert from ${name}`;
}

/**
 * What began before what ended, the worst first: so one notification neither resolves an incident that its own next
 * alert would reopen, nor opens it less severe than it is.
 */
function inOrder(alerts: Alert[]): Alert[] {
	const rank = ({ action, severity }: Alert) =>
		(action === "resolve" ? 10 : 0) + (severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity));
	return alerts.toSorted((a, b) => rank(a) - rank(b));
}

/** "The group is resolved" covers members that this notification does not list (`truncatedAlerts`, a lost message). */
function endOf(group: AlertmanagerGroup, dedupKey: string, tool: GroupTool): Alert {
	return {
		action: "resolve",
		dedupKey,
		memberKey: null,
		title: titleOf(group.commonLabels, group.commonAnnotations, tool),
		severity: null,
		source: tool.source,
		details: {},
		links: [],
	};
}

function stable(labels: Record<string, string>): string {
	return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
