import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type {
	ContactMethod,
	PagingPlan,
	Person,
	ServiceFacts,
} from "../../worker/paging/rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../worker/paging/rules/severity.ts";
import { scheduleOf } from "../oncall/schedules.ts";
import { overrides, schedules } from "../oncall/tables.ts";
import type { ContactMethodRow } from "../paging/contact-methods.ts";
import { policies } from "../paging/policies.ts";
import { contactMethods, severityPolicy } from "../paging/tables.ts";
import { webhooks } from "../paging/webhooks.ts";
import { users } from "../people/tables.ts";
import { teams } from "../people/teams.ts";
import type { UserRow } from "../people/users.ts";
import { open } from "../platform/client.ts";
import { remediations } from "../remediation/tables.ts";
import type { ServiceRow } from "./services.ts";
import { components, services } from "./tables.ts";

/** Overrides that ended longer ago than this no longer matter to anybody's pager. */
const PAST_MS = 86_400_000;

/** All that paging this service needs, in one batch; null when there is no such service. Throws when D1 does not answer. */
export async function readPagingPlan(d1: D1Database, serviceId: string): Promise<PagingPlan | null> {
	const readAt = Date.now();
	const answers = await batch(d1, serviceId, readAt);
	const [[service], [policy], [component], people, methods, schedulesFound, changes, ...rest] = answers;
	const [teamRows, severity, hooks, automatic] = rest;
	if (!service || !policy) return null;
	return {
		service: factsOf(service, component?.name ?? null),
		policy: { id: policy.id, name: policy.name, levels: policy.levels, repeat: policy.repeat },
		severityPolicy: severity[0]?.items ?? DEFAULT_SEVERITY_POLICY,
		schedules: schedulesFound.map((schedule) => scheduleOf(schedule, changes)),
		teams: teamRows.map(({ id, name, memberIds, businessHours }) => ({ id, name, memberIds, businessHours })),
		people: people.map((user) => personOf(user, methods)),
		webhooks: hooks.map(({ id, url, secret }) => ({ id, url, secret })),
		remediates: remediatesOf(automatic),
		readAt,
	};
}

/** No joins: a batch answers rows by column name, so two tables' `id` would be one. */
function batch(d1: D1Database, serviceId: string, now: number) {
	const db = open(d1);
	const own = eq(services.id, serviceId);
	const policyId = db.select({ id: services.escalationPolicyId }).from(services).where(own);
	const componentId = db.select({ id: services.componentId }).from(services).where(own);
	return db.batch([
		db.select().from(services).where(own),
		db.select().from(policies).where(inArray(policies.id, policyId)),
		db.select().from(components).where(inArray(components.id, componentId)),
		db.select().from(users).orderBy(asc(users.id)),
		db.select().from(contactMethods).orderBy(asc(contactMethods.id)),
		db.select().from(schedules).orderBy(asc(schedules.id)),
		db
			.select()
			.from(overrides)
			.where(gt(overrides.endsAt, now - PAST_MS))
			.orderBy(asc(overrides.id)),
		db.select().from(teams).orderBy(asc(teams.id)),
		db.select().from(severityPolicy),
		db.select().from(webhooks),
		db
			.select({ beforePagingSeconds: remediations.beforePagingSeconds })
			.from(remediations)
			.where(and(eq(remediations.serviceId, serviceId), eq(remediations.mode, "automatic"))),
	]);
}

function remediatesOf(automatic: { beforePagingSeconds: number }[]): PagingPlan["remediates"] {
	if (automatic.length === 0) return "nothing";
	return automatic.some(({ beforePagingSeconds }) => beforePagingSeconds > 0) ? "holds" : "runs";
}

function factsOf(service: ServiceRow, componentName: string | null): ServiceFacts {
	return {
		id: service.id,
		name: service.name,
		teamId: service.teamId,
		defaultSeverity: service.defaultSeverity,
		componentId: service.componentId,
		componentName,
		publicTitle: service.publicTitle,
		ackTimeoutSeconds: service.ackTimeoutSeconds,
		reopenWindowSeconds: service.reopenWindowSeconds,
		soakSeconds: service.soakSeconds,
	};
}

function personOf(user: UserRow, methods: ContactMethodRow[]): Person {
	const { id, name, role, timeZone, notificationRules } = user;
	const own = methods.filter((method) => method.userId === id).map(methodOf);
	return { id, name, role, timeZone, notificationRules, methods: own };
}

function methodOf({ id, userId, kind, name, state, address }: ContactMethodRow): ContactMethod {
	return { id, userId, kind, name, state, address };
}
