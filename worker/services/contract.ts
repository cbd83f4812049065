import { z } from "@hono/zod-openapi";
import { expectDefaults, requestDefaults } from "../monitoring/checks/http/contract.ts";
import { MAX_TIMEOUT_SECONDS, SMOKE_TIMEOUT_SECONDS } from "../monitoring/rules/check.ts";
import { SEVERITIES } from "../paging/rules/severity.ts";
import { crud } from "../platform/contract/endpoint.ts";
import { hours, id, line, seconds, teamId, unique } from "../platform/contract/fields.ts";
import { storedOut } from "../platform/contract/stored.ts";

const A_WEEK_SECONDS = 7 * 86_400;
const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);

const NO_CERTIFICATE = z
	.null("is what a tls monitor looks at. Only null is possible")
	.default(null)
	.openapi({ type: "null" });

const smokeCheck = z
	.strictObject({
		name: line(),
		timeoutSeconds: seconds(1, MAX_TIMEOUT_SECONDS).default(SMOKE_TIMEOUT_SECONDS),
		request: z.strictObject({ url: httpUrl, ...requestDefaults }),
		expect: z.strictObject({ ...expectDefaults, certificateDaysLeft: NO_CERTIFICATE }).prefault({}),
	})
	.openapi("SmokeCheck");

const fields = {
	name: line(),
	teamId,
	escalationPolicyId: id("policy"),
	defaultSeverity: z.enum(SEVERITIES),
	dependsOn: unique(id("service"), 100),
	runbookIds: unique(id("runbook"), 20).openapi({
		description: "Its runbooks, the first one preferred: a new incident gets the one that fits best",
	}),
	componentId: id("component").nullable(),
	publicTitle: line().nullable(),
	ackTimeoutSeconds: seconds(0, A_WEEK_SECONDS),
	reopenWindowSeconds: seconds(0, A_WEEK_SECONDS),
	smokeChecks: z
		.array(smokeCheck)
		.max(20)
		.refine(
			(checks) => new Set(checks.map(({ name }) => name)).size === checks.length,
			"must not give two checks the same name: their evidence could not be told apart",
		),
	links: z
		.array(z.strictObject({ label: line(), url: httpUrl }))
		.max(50)
		.openapi({
			description:
				"Opened from an incident, `{start}` and `{end}` in an address become instants in UTC, `{startMs}` and `{endMs}` milliseconds since 1970: from 15 minutes before it until 15 minutes after it, or until now",
		}),
	tier: z
		.int()
		.min(1)
		.max(3)
		.nullable()
		.openapi({ description: "How much depends on it, 1 the most: for people, it changes no paging" }),
	notifyUserIds: unique(id("user"), 50).openapi({
		description:
			"Who is told, not paged: when a P1 of this service begins, of each update of its incidents, and of the end. Of P2 and below only in the business hours of its team",
	}),
	supportHours: hours.nullable().openapi({
		description:
			"In which hours a severity with `page: businessHours` is paged: weekly windows in a time zone. What waits for them, or is still open and not acknowledged when they begin, is paged then. Null: in the business hours of its team",
	}),
	soakSeconds: seconds(0, 86_400).openapi({
		description:
			"What works again is watched for so long, with the status `monitoring`, before it counts as resolved. 0: not at all",
	}),
};

export const serviceIn = z
	.strictObject({
		...fields,
		teamId: teamId.default(null),
		defaultSeverity: fields.defaultSeverity.default("P2"),
		dependsOn: fields.dependsOn.default([]),
		runbookIds: fields.runbookIds.default([]),
		componentId: fields.componentId.default(null).openapi({
			description: "The component that shows this service on the status page. Null: it is not public",
		}),
		publicTitle: fields.publicTitle.default(null),
		ackTimeoutSeconds: fields.ackTimeoutSeconds.default(1_800),
		reopenWindowSeconds: fields.reopenWindowSeconds.default(300),
		smokeChecks: fields.smokeChecks.default([]),
		links: fields.links.default([]),
		tier: fields.tier.default(null),
		notifyUserIds: fields.notifyUserIds.default([]),
		supportHours: fields.supportHours.default(null),
		soakSeconds: fields.soakSeconds.default(0),
	})
	.openapi("NewService");
export const servicePatch = z.strictObject(fields).partial().openapi("ServicePatch");
export const serviceOut = z.object({ ...storedOut("service"), ...fields }).openapi("Service");

export const serviceCalls = crud({
	path: "/api/v1/services",
	one: "service",
	many: "services",
	kind: "service",
	parents: {},
	filters: { teamId: id("team").optional() },
	ofTeam: true,
	create: serviceIn,
	patch: servicePatch,
	out: serviceOut,
});
