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

/** Reads one notification of Alertmanager: the group is the incident, its alerts are the members. */
export function readGroup(payload: unknown): GroupReading {
	const parsed = alertmanagerGroup.safeParse(payload);
	if (!parsed.success)
		return { ok: false, reason: "The notification must be an object with an `alerts` list.`" };
	const group = parsed.data;
	const dedupKey = boundedKey(group.groupKey || `labels:${hashed(stable(group.groupLabels))}`);
	const read = group.alerts.map((each) => {
		const alert = alertmanagerAlert.safeParse(each);
		return alert.success ? alertOf(alert.data, group, dedupKey) : null;
	});
	if (read.length > 0 && read.every((alert) => alert === null))
		return { ok: false, reason: "No alert in the notification is an object." };
	const alerts = inOrder(read.filter((alert) => alert !== null));
	if (group.status === "resolved") alerts.push(endOf(group, dedupKey));
	return { ok: true, alerts, members: read.map((alert) => alert?.memberKey ?? null) };
}

function alertOf(alert: AlertmanagerAlert, group: AlertmanagerGroup, dedupKey: string): Alert {
	const labels = { ...group.commonLabels, ...alert.labels };
	const annotations = { ...group.commonAnnotations, ...alert.annotations };
	const { startsAt, endsAt } = alert;
	return {
		action: (alert.status || group.status) === "resolved" ? "resolve" : "trigger",
		dedupKey,
		memberKey: boundedKey(alert.fingerprint || hashed(stable(labels))),
		title: titleOf(labels, annotations),
		severity: severityOfWord(labels.severity) ?? severityOfWord(labels.priority),
		source: oneLine(labels.job ?? labels.instance ?? "alertmanager", 255) || "alertmanager",
		details: boundedDetails({ labels, annotations, startsAt, endsAt, receiver: group.receiver }),
		links: safeLinks([
			{ href: annotations.runbook_url, text: "Runbook" },
			{ href: annotations.dashboard_url, text: "Dashboard" },
			{ href: alert.generatorURL, text: "Query" },
			{ href: group.externalURL, text: "Alertmanager" },
		]),
	};
}

function titleOf(labels: Record<string, string>, annotations: Record<string, string>): string {
	const named = [labels.alertname, labels.instance].filter(Boolean).join(" on ");
	const candidates = [annotations.summary, annotations.title, named, annotations.description];
	return candidates.map((text) => oneLine(text ?? "")).find(Boolean) ?? "Alert from Alertmanager";
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
function endOf(group: AlertmanagerGroup, dedupKey: string): Alert {
	return {
		action: "resolve",
		dedupKey,
		memberKey: null,
		title: titleOf(group.commonLabels, group.commonAnnotations),
		severity: null,
		source: "alertmanager",
		details: {},
		links: [],
	};
}

function stable(labels: Record<string, string>): string {
	return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
