import { z } from "@hono/zod-openapi";
import { crud, endpoint } from "../platform/contract/endpoint.ts";
import { id, line, seconds } from "../platform/contract/fields.ts";
import { storedOut } from "../platform/contract/stored.ts";
import { MAX_HOLD_SECONDS, REMEDIATION_MODES } from "./rules/remediation.ts";

const fields = {
	name: line(80),
	url: z.url({ protocol: /^https?$/ }).max(2_000),
	mode: z.enum(REMEDIATION_MODES).openapi({
		description: "suggest: shown; approve: shown with one tap; automatic: runs when an incident begins",
	}),
	timeoutSeconds: seconds(1, 120).openapi({ description: "For all attempts of a run together" }),
	maxRuns: z.int().min(1).max(10).openapi({ description: "In one epoch of an incident" }),
	maxRunsPerHour: z.int().min(1).max(60).openapi({ description: "In all incidents together" }),
	coolDownSeconds: seconds(0, 86_400).openapi({ description: "From the end of a run to the next" }),
	verifySeconds: seconds(0, 300).openapi({
		description: "How long the service's checks may take to pass afterwards; 0: nothing is checked",
	}),
	beforePagingSeconds: seconds(0, MAX_HOLD_SECONDS).openapi({
		description: "P2 and P3 only: how long level 1 is held while it runs; 0: it holds no page",
	}),
	duringMaintenance: z.boolean().openapi({
		description: "Only false is possible: maintenance windows do not exist yet",
	}),
};

export const remediationIn = z
	.strictObject({
		...fields,
		serviceId: id("service"),
		mode: fields.mode.default("approve"),
		timeoutSeconds: fields.timeoutSeconds.default(30),
		maxRuns: fields.maxRuns.default(1),
		maxRunsPerHour: fields.maxRunsPerHour.default(4),
		coolDownSeconds: fields.coolDownSeconds.default(300),
		verifySeconds: fields.verifySeconds.default(30),
		beforePagingSeconds: fields.beforePagingSeconds.default(0),
		duringMaintenance: fields.duringMaintenance.default(false),
	})
	.openapi("NewRemediation");
export const remediationPatch = z.strictObject(fields).partial().openapi("RemediationPatch");
export const remediationOut = z
	.object({ ...storedOut("remediation"), ...fields, serviceId: id("service") })
	.openapi("Remediation");

const dryRunOut = z
	.object({
		result: z.enum(["done", "failed", "retry"]).openapi({
			description: "done: a run would have counted as done; retry: a run would have asked again",
		}),
		status: z.int().nullable(),
		message: z.string().nullable().openapi({ description: "The receiver's words, cut short" }),
		tookMs: z.int(),
	})
	.openapi("DryRun");

export const remediationCalls = {
	...crud({
		path: "/api/v1/remediations",
		one: "remediation",
		many: "remediations",
		kind: "remediation",
		parents: {},
		filters: { serviceId: id("service").optional() },
		readRole: "responder",
		ofTeam: true,
		create: remediationIn,
		patch: remediationPatch,
		out: remediationOut,
		secrets: ["secret"],
		createdOut: remediationOut.extend({
			secret: z.string().nullable().openapi({ description: "`whsec_…`, shown once" }),
		}),
	}),
	dryRun: endpoint("post /api/v1/remediations/{id}/dry-run", {
		tag: "remediations",
		summary: "Send a signed request that is marked dryRun, and answer what the receiver said",
		role: "responder",
		team: "id",
		scope: "configure",
		ids: { id: "remediation" },
		answer: dryRunOut,
	}),
};
