import type { Severity } from "../../paging/rules/severity.ts";

export const ALERT_ACTIONS = ["trigger", "acknowledge", "resolve"] as const;

export const INTEGRATION_KINDS = [
	"events-v2",
	"alertmanager",
	"grafana",
	"opsgenie",
	"generic",
	"email",
	"sentry",
	"datadog",
	"cloudwatch",
	"github",
	"uptime-kuma",
] as const;
export type IntegrationKind = (typeof INTEGRATION_KINDS)[number];

/** Another tool's claim that something began, is being looked at, or ended; what every inbound adapter answers. */
export interface Alert {
	action: (typeof ALERT_ACTIONS)[number];
	/** One problem, one key. Scoped to its integration by the Desk. At most 255 characters. */
	dedupKey: string;
	/**
	 * Within the key, which alert this is (Alertmanager's fingerprint): the incident resolves when all of them have.
	 * Null for sources where the key is the alert.
	 */
	memberKey: string | null;
	/** At most 1,024 characters; shown to responders, never to the public. */
	title: string;
	severity: Severity | null;
	/** Where it came from, for people: "prometheus", "checkout-api". */
	source: string;
	/** Plain data kept on the timeline, at most 64 KB. */
	details: Record<string, unknown>;
	links: { href: string; text: string }[];
}
