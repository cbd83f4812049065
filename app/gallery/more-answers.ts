/** What an instance would answer about what a team sets up: one service, one monitor, people's devices, first run. */
import type { AuditEntry, ContactMethod, Monitor, Remediation, Service } from "../state/wire.ts";
import { accountAnswers } from "./accounts.ts";
import { BO, CHIDI, iso } from "./cast.ts";
import { escalation, latency, serviceHealth } from "./health.ts";
import { maintenances } from "./maintenances.ts";
import { readinessAnswers } from "./readiness.ts";
import { replayAnswers } from "./replay.ts";
import { reviewAnswers } from "./reviews.ts";
import { pool, runbooks } from "./runbooks.ts";
import { severityAnswers } from "./severity.ts";
import { subscriberAnswers } from "./subscribers.ts";
import { webhookAnswers } from "./webhooks.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The Worker makes the page; here a frame has no more than shows where it stands. */
const PREVIEW = "<!doctype html><title>Harbor Shop status</title><h1>All systems operational</h1>";

const SETTINGS = {
	...{ remediationsStopped: false, organizationName: "Harbor Shop", logo: null },
	...{ timeZone: "Europe/Berlin", languages: ["en", "de", "ja"], reportThreshold: 5 },
	pageAccents: { light: "#0b5c8a", dark: "#7cc4ee" },
	collapsedGroups: [],
	pageIntro: "We look after **checkout**, search, and shipping for 1,400 shops.",
	pageFooter: "[Imprint](https://harbor.example/imprint)",
	stakeholders: [{ name: "Bo Okafor", userId: "usr_01JBO", channel: "push" }],
	version: 1,
	updatedAt: null,
};

/** Answers of the screens that show one thing, and of those who have another's devices before them. */
export function moreAnswers(
	at: number,
	full: { services: Service[]; monitors: Monitor[]; own: ContactMethod[] },
): Record<string, unknown> {
	const [service] = full.services;
	const list = <Item>(items: Item[]) => ({ items, nextCursor: null });
	return {
		...reviewAnswers(at, full.services.length === 0),
		...replayAnswers(at),
		...severityAnswers(at),
		...webhookAnswers(at, full.services.length === 0),
		...subscriberAnswers(at, full.services.length === 0),
		...readinessAnswers(at, full.services.length === 0),
		...(service && {
			[`GET /services/${service.id}`]: service,
			[`GET /services/${service.id}/integrations`]: list([integration(service.id, at)]),
		}),
		"GET /service-health": list(serviceHealth(full.services, full.monitors, at)),
		...accountAnswers(at, service ? edits(service.id, at) : []),
		...Object.fromEntries(full.services.map(({ id }) => [`GET /services/${id}/escalation`, escalation(at)])),
		...Object.fromEntries(
			full.monitors.map(({ id, regions }) => [`GET /monitors/${id}/latency`, latency(regions, at)]),
		),
		...workAnswers(at, service),
		"GET /runbooks": list(service ? runbooks(at) : []),
		"GET /runbooks/rbk_01JPOOL": pool(at),
		"GET /settings": SETTINGS,
		"POST /status-page-preview": PREVIEW,
		...Object.fromEntries(full.monitors.map((monitor) => [`GET /monitors/${monitor.id}`, monitor])),
		[`GET /users/${BO.id}/contact-methods`]: list(
			full.own.slice(0, 1).map((one) => ({ ...one, id: "cm_01JBO", userId: BO.id, name: "Bo’s iPhone" })),
		),
		[`GET /users/${CHIDI.id}/contact-methods`]: list([]),
		"POST /me/pairings": {
			id: "pair_01JPHONE",
			code: "7K3M-9QXR",
			url: "https://tocsin.shop.example/app/pair#c=7K3M-9QXR",
			expiresAt: iso(at + 9 * MINUTE),
		},
		"GET /me/pairings/pair_01JPHONE": { claimedAt: null, deviceName: null },
	};
}

/** What is done to services: by Tocsin itself, and by people who planned it. */
function workAnswers(at: number, service: Service | undefined): Record<string, unknown> {
	return {
		"GET /remediations": { items: service ? remediations(service.id, at) : [], nextCursor: null },
		"GET /maintenances": { items: service ? maintenances(at) : [], nextCursor: null },
	};
}

function remediations(serviceId: string, at: number): Remediation[] {
	const stored = { version: 1, createdAt: iso(at - 30 * DAY), updatedAt: iso(at - 30 * DAY), serviceId };
	const usual = {
		timeoutSeconds: 30,
		maxRuns: 1,
		maxRunsPerHour: 4,
		coolDownSeconds: 300,
		verifySeconds: 30,
	};
	const one = (id: string, name: string, rest: Pick<Remediation, "mode" | "beforePagingSeconds">) => ({
		...{ id, name, ...stored, ...usual, ...rest, duringMaintenance: false },
		url: `https://fix.shop.example/${id}`,
	});
	return [
		one("rem_01JRESTART", "Restart the checkout", { mode: "automatic", beforePagingSeconds: 60 }),
		one("rem_01JROLLBACK", "Roll back the last release", { mode: "approve", beforePagingSeconds: 0 }),
		one("rem_01JFAILOVER", "Fail over to the standby", { mode: "suggest", beforePagingSeconds: 0 }),
	];
}

const edits = (id: string, at: number): AuditEntry[] =>
	[
		{
			action: "service.updated",
			before: { name: "Checkout", defaultSeverity: "P2" },
			after: { name: "Checkout", defaultSeverity: "P1" },
		},
		{
			action: "service.updated",
			before: { name: "Checkout", links: [], tier: null },
			after: {
				name: "Checkout",
				links: [{ label: "Dashboard", url: "https://dashboards.shop.example" }],
				tier: 1,
			},
		},
		{ action: "service.created", before: null, after: { name: "Checkout", defaultSeverity: "P2" } },
	].map((entry, index) => ({
		...{ ...entry, id: `aud_${index}`, at: iso(at - (index + 1) * 3 * DAY), requestId: "req_01JX4T7" },
		...{ actor: { kind: "user" as const, id: BO.id, name: BO.name }, target: { kind: "service", id } },
	}));

const integration = (serviceId: string, at: number) => ({
	...{ id: "int_01JALERTS", version: 1, createdAt: iso(at - 30 * DAY), updatedAt: iso(at - 30 * DAY) },
	...{ serviceId, kind: "alertmanager", name: "Prometheus, production", disabled: false },
	url: "https://tocsin.shop.example/inbound/alertmanager/{key}",
});
