import type { Alert } from "../../../incidents/rules/alert.ts";
import { severityOfWord } from "../../../paging/rules/severity.ts";
import { boundedDetails, boundedKey, hashed, oneLine, safeLinks } from "../plain.ts";
import { type SentryHook, sentryHook } from "./payload.ts";

type Data = NonNullable<SentryHook["data"]>;

/** What became of an issue; all other acts on it, to assign it for example, are neither a beginning nor an end. */
const ISSUE_ACTIONS: Record<string, Alert["action"]> = {
	created: "trigger",
	unresolved: "trigger",
	resolved: "resolve",
	archived: "resolve",
	ignored: "resolve",
};

/** Null for what is no webhook of Sentry; no alert for what neither begins nor ends a problem. */
export function readSentry(payload: unknown): Alert[] | null {
	const parsed = sentryHook.safeParse(payload);
	if (!parsed.success) return null;
	const hook = parsed.data;
	if (!hook.data) return hook.id ? [ofPlugin(hook)] : [];
	const { metric_alert, event, issue } = hook.data;
	if (metric_alert) return [ofMetric(hook.action, metric_alert, hook.data)];
	if (event) return hook.action === "triggered" ? [ofEvent(event, hook.data)] : [];
	const action = issue && ISSUE_ACTIONS[hook.action];
	return action ? [ofIssue(action, issue)] : [];
}

/** One issue is one problem, whether an alert rule tells of it or the issue itself. */
const keyOfIssue = (id: string, title: string) => boundedKey(`issue/${id || hashed(title)}`);

function ofEvent(event: NonNullable<Data["event"]>, { triggered_rule: rule }: Data): Alert {
	const { issue_id, level, web_url, culprit, environment } = event;
	const title = oneLine(event.title) || oneLine(rule) || "Alert from Sentry";
	return {
		action: "trigger",
		dedupKey: keyOfIssue(issue_id, title),
		memberKey: null,
		title,
		severity: severityOfWord(level),
		source: "sentry",
		details: boundedDetails(filled({ rule, level, culprit, environment })),
		links: safeLinks([{ href: web_url, text: "Sentry" }]),
	};
}

function ofIssue(action: Alert["action"], issue: NonNullable<Data["issue"]>): Alert {
	const { id, shortId, level, culprit, permalink, web_url, project } = issue;
	const title = oneLine(issue.title) || "Issue in Sentry";
	return {
		action,
		dedupKey: keyOfIssue(id, title),
		memberKey: null,
		title,
		severity: severityOfWord(level),
		source: oneLine(project.name || project.slug, 255) || "sentry",
		details: boundedDetails(filled({ issue: shortId, level, culprit })),
		links: safeLinks([{ href: web_url || permalink, text: "Sentry" }]),
	};
}

function ofMetric(action: string, alert: NonNullable<Data["metric_alert"]>, data: Data): Alert {
	const { id, alert_rule: rule } = alert;
	const title = oneLine(rule.name) || oneLine(data.description_title) || "Metric alert from Sentry";
	return {
		action: action === "resolved" ? "resolve" : "trigger",
		dedupKey: boundedKey(`metric/${id || rule.id || hashed(title)}`),
		memberKey: null,
		title,
		severity: severityOfWord(action),
		source: "sentry",
		details: boundedDetails(
			filled({ description: data.description_text, query: rule.query, aggregate: rule.aggregate }),
		),
		links: safeLinks([{ href: data.web_url, text: "Sentry" }]),
	};
}

function ofPlugin({ id, project_name, culprit, level, url, message, event }: SentryHook): Alert {
	const title = oneLine(event?.title || message || culprit) || "Alert from Sentry";
	return {
		action: "trigger",
		dedupKey: keyOfIssue(id, title),
		memberKey: null,
		title,
		severity: severityOfWord(level),
		source: oneLine(project_name, 255) || "sentry",
		details: boundedDetails(filled({ culprit, level })),
		links: safeLinks([{ href: url, text: "Sentry" }]),
	};
}

const filled = (fields: Record<string, string>) =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
