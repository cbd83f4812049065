/** The sections of a file, in the order in which they are written: what one refers to stands above it, or is set later. */
import type { z } from "zod";
import type { MonitorRow } from "../../db/monitoring/monitors.ts";
import { integrationIn, integrationPatch } from "../alerts/integrations/contract.ts";
import { integrationResource } from "../alerts/integrations/routes.ts";
import { monitorIn, monitorPatch } from "../monitoring/monitors/contract.ts";
import { hasNot } from "../monitoring/monitors/heartbeat-rules.ts";
import { monitorFields, patchedMonitor } from "../monitoring/monitors/monitor-fields.ts";
import { monitorResource } from "../monitoring/monitors/routes.ts";
import { scheduleIn, schedulePatch } from "../oncall/schedules/contract.ts";
import { scheduleResource } from "../oncall/schedules/routes.ts";
import { policyIn, policyPatch } from "../paging/policies/contract.ts";
import { policyResource } from "../paging/policies/routes.ts";
import { webhookIn, webhookPatch } from "../paging/webhooks/contract.ts";
import { webhooks } from "../paging/webhooks/routes.ts";
import { teamIn, teamPatch } from "../people/teams/contract.ts";
import { teamResource } from "../people/teams/routes.ts";
import { userIn, userPatch } from "../people/users/contract.ts";
import { userResource } from "../people/users/routes.ts";
import type { Stored } from "../platform/contract/stored.ts";
import type { Resource } from "../platform/http/resource.ts";
import { isIdOf } from "../platform/rules/id.ts";
import { remediationIn, remediationPatch } from "../remediation/contract.ts";
import { remediationResource } from "../remediation/routes.ts";
import { runbookIn, runbookPatch } from "../runbooks/contract.ts";
import { runbookResource } from "../runbooks/routes.ts";
import { serviceIn, servicePatch } from "../services/contract.ts";
import { serviceResource } from "../services/routes.ts";
import { componentIn, componentPatch } from "../status/components/contract.ts";
import { componentResource } from "../status/components/routes.ts";
import type { Entry } from "./rules/entry.ts";
import type { SectionFacts } from "./rules/steps.ts";

export interface Section extends SectionFacts {
	resource: Resource<Stored>;
	create: z.ZodObject;
	patch: z.ZodObject;
	/** What people configure, as the API calls it, in the order in which a file has it. */
	fields: readonly string[];
	/** What of this one a file cannot carry. */
	leavesOut(row: Stored): readonly string[];
	/** What tells it from others beside its key: two things of which this is the same are one. */
	identity(entry: Entry): string | null;
	/** The row of a new one, of what its schema let through. */
	made(stored: Stored, input: Entry): Stored;
	changed(row: Stored, patch: Entry): Stored;
}

interface Spec<Row extends Stored> {
	name: string;
	path: string;
	resource: Resource<Row>;
	create: z.ZodObject;
	patch: z.ZodObject;
	/** Fields of the address: neither schema has them. */
	above?: readonly string[];
	/** What the API takes and people do not configure: how things stand at the moment. */
	ofTheMoment?: readonly string[];
	later?: Record<string, unknown>;
	leavesOut?(row: Row): readonly string[];
	identity?(entry: Entry): string | null;
	made?(stored: Stored, input: Entry): Stored;
	changed?(row: Row, patch: Entry): Stored;
}

function section<Row extends Stored>(spec: Spec<Row>): Section {
	const { resource, create, patch, above = [], ofTheMoment = [], later = {} } = spec;
	const creates = Object.keys(create.shape).filter((field) => !ofTheMoment.includes(field));
	const patches = Object.keys(patch.shape).filter((field) => !ofTheMoment.includes(field));
	return {
		name: spec.name,
		kind: resource.kind,
		path: spec.path,
		creates,
		later,
		// Each is only ever given rows of its own kind: they are read by it.
		resource: resource as unknown as Resource<Stored>,
		create,
		patch,
		fields: [...new Set([...above, ...creates, ...patches])],
		leavesOut: (row) => spec.leavesOut?.(row as Row) ?? [],
		identity: spec.identity ?? byName,
		made: spec.made ?? ((stored, input) => ({ ...stored, ...input })),
		changed: (row, changes) => spec.changed?.(row as Row, changes) ?? { ...row, ...changes },
	};
}

const words = (...parts: unknown[]): string | null =>
	parts.every((part) => typeof part === "string") ? parts.join("\n") : null;

const byName = ({ name }: Entry): string | null => words(name);
const ofService = ({ serviceId, name }: Entry): string | null => words(serviceId, name);

export const SECTIONS: readonly Section[] = [
	section({
		name: "users",
		path: "/api/v1/users",
		resource: userResource,
		create: userIn,
		patch: userPatch,
		identity: ({ email }) => (typeof email === "string" ? email.toLowerCase() : null),
		// A contact method is the person's own, and elsewhere it is another one.
		leavesOut: ({ notificationRules: rules }) =>
			[...(rules?.high ?? []), ...(rules?.low ?? [])].some(({ method }) => isIdOf("contactMethod", method))
				? ["notificationRules"]
				: [],
	}),
	section({
		name: "teams",
		path: "/api/v1/teams",
		resource: teamResource,
		create: teamIn,
		patch: teamPatch,
	}),
	section({
		name: "webhooks",
		path: "/api/v1/webhooks",
		resource: webhooks,
		create: webhookIn,
		patch: webhookPatch,
		// No file carries the key of another tool: without one it is made turned off.
		ofTheMoment: ["state", "key"],
		identity: ({ name, url }) => words(name, url),
	}),
	section({
		name: "components",
		path: "/api/v1/components",
		resource: componentResource,
		create: componentIn,
		patch: componentPatch,
		ofTheMoment: ["status", "statusUntil"],
		identity: ({ name, group = null }) => words(name, group ?? ""),
	}),
	section({
		name: "schedules",
		path: "/api/v1/schedules",
		resource: scheduleResource,
		create: scheduleIn,
		patch: schedulePatch,
	}),
	section({
		name: "escalationPolicies",
		path: "/api/v1/escalation-policies",
		resource: policyResource,
		create: policyIn,
		patch: policyPatch,
	}),
	section({
		name: "services",
		path: "/api/v1/services",
		resource: serviceResource,
		create: serviceIn,
		patch: servicePatch,
		later: { dependsOn: [], runbookIds: [] },
	}),
	section({
		name: "integrations",
		path: "/api/v1/services/{serviceId}/integrations",
		resource: integrationResource,
		create: integrationIn,
		patch: integrationPatch,
		above: ["serviceId"],
		later: { disabled: false },
		identity: ({ serviceId, kind, name = kind }) => words(serviceId, kind, name),
		made: (stored, input) => ({ ...stored, disabled: false, name: input.kind, keyHash: "", ...input }),
	}),
	section({
		name: "monitors",
		path: "/api/v1/monitors",
		resource: monitorResource,
		create: monitorIn,
		patch: monitorPatch,
		ofTheMoment: ["pausedUntil"],
		leavesOut: (row: MonitorRow) => [...(row.pausedUntil === null ? [] : ["paused"]), ...hasNot(row)],
		identity: ofService,
		made: (stored, input) => ({ ...stored, slice: null, ...monitorFields(monitorIn.parse(input)) }),
		changed: (row, changes) => patchedMonitor(row, changes),
	}),
	section({
		name: "remediations",
		path: "/api/v1/remediations",
		resource: remediationResource,
		create: remediationIn,
		patch: remediationPatch,
		identity: ofService,
	}),
	section({
		name: "runbooks",
		path: "/api/v1/runbooks",
		resource: runbookResource,
		create: runbookIn,
		patch: runbookPatch,
	}),
];

/** The names under which the rest of a file stands. */
export const ALONE = ["settings", "severityPolicy"] as const;
