import type {
	ContactMethod,
	PagingPlan,
	Person,
	RunbookCandidate,
	ServiceFacts,
	Target,
} from "../../worker/paging/rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "../../worker/paging/rules/severity.ts";
import { scheduleOf } from "../oncall/schedules.ts";
import { overrides, schedules } from "../oncall/tables.ts";
import type { ContactMethodRow } from "../paging/contact-methods.ts";
import { policies } from "../paging/policies.ts";
import { contactMethods, severityPolicy } from "../paging/tables.ts";
import { webhooks } from "../paging/webhooks.ts";
import { settings, users } from "../people/tables.ts";
import { teams } from "../people/teams.ts";
import type { UserRow } from "../people/users.ts";
import { rowsOf } from "../platform/rows.ts";
import { remediations } from "../remediation/tables.ts";
import { runbooks } from "../runbooks/tables.ts";
import { PLAN_PARTS, PLAN_QUERIES, type PlanPart } from "./plan-queries.ts";
import type { ServiceRow } from "./services.ts";
import { components, services } from "./tables.ts";

/** Overrides that ended longer ago than this no longer matter to anybody's pager. */
const PAST_MS = 86_400_000;

/**
 * All that paging this service needs, in one batch; null when there is no such service. Of the organisation only whom its
 * policy, its team and the severities name, the admins, who are called when nobody else is left, and `also`. Throws when
 * D1 does not answer. `from`: with overrides as far back as an instant that lies earlier needs them.
 */
export async function readPagingPlan(
	d1: D1Database,
	serviceId: string,
	also: Target[] = [],
	from = Date.now(),
): Promise<PagingPlan | null> {
	const readAt = Date.now();
	const answer = await batch(d1, [serviceId, JSON.stringify(also), from - PAST_MS]);
	const [service] = rowsOf(services, answer.service);
	const [policy] = rowsOf(policies, answer.policy);
	if (!service || !policy) return null;
	const [component] = rowsOf(components, answer.component);
	return {
		service: factsOf(service, component?.name ?? null),
		policy: { id: policy.id, name: policy.name, levels: policy.levels, repeat: policy.repeat },
		...reachedOf(answer),
		remediates: remediatesOf(rowsOf(remediations, answer.remediations)),
		runbooks: rowsOf(runbooks, answer.runbooks).map((row) => candidateOf(row, service)),
		stakeholders: rowsOf(settings, answer.settings)[0]?.stakeholders ?? [],
		readAt,
	};
}

/** Whom a plan of these targets may reach, when no service and no saved policy names them yet. */
export async function readReached(d1: D1Database, targets: Target[]): Promise<Reached> {
	return reachedOf(await batch(d1, ["", JSON.stringify(targets), Date.now() - PAST_MS]));
}

type Reached = Pick<PagingPlan, "severityPolicy" | "schedules" | "teams" | "people" | "webhooks">;

function reachedOf(answer: Answer): Reached {
	const changes = rowsOf(overrides, answer.overrides);
	const methods = rowsOf(contactMethods, answer.methods);
	const all = rowsOf(teams, answer.teams);
	return {
		severityPolicy: rowsOf(severityPolicy, answer.severity)[0]?.items ?? DEFAULT_SEVERITY_POLICY,
		schedules: rowsOf(schedules, answer.schedules).map((schedule) => scheduleOf(schedule, changes)),
		teams: all.map(({ id, name, memberIds, businessHours }) => ({ id, name, memberIds, businessHours })),
		people: rowsOf(users, answer.people).map((user) => personOf(user, methods)),
		webhooks: rowsOf(webhooks, answer.webhooks).map(({ id, url, secret, format }) => ({
			...{ id, url, secret },
			...(format !== "tocsin" && { format }),
		})),
	};
}

type Answer = Partial<Record<PlanPart, D1Result<Record<string, unknown>>>>;

async function batch(d1: D1Database, values: (string | number)[]): Promise<Answer> {
	const statements = PLAN_PARTS.map((part) => {
		const { sql, takes } = PLAN_QUERIES[part];
		const statement = d1.prepare(sql);
		return takes === 0 ? statement : statement.bind(...values.slice(0, takes));
	});
	const results = await d1.batch<Record<string, unknown>>(statements);
	return Object.fromEntries(PLAN_PARTS.map((part, i) => [part, results[i]]));
}

function remediatesOf(automatic: { beforePagingSeconds: number }[]): PagingPlan["remediates"] {
	if (automatic.length === 0) return "nothing";
	return automatic.some(({ beforePagingSeconds }) => beforePagingSeconds > 0) ? "holds" : "runs";
}

function candidateOf({ id, match }: typeof runbooks.$inferSelect, service: ServiceRow): RunbookCandidate {
	const place = service.runbookIds.indexOf(id);
	const { monitorIds, errors, pattern } = match;
	return {
		id,
		listedAt: place < 0 ? null : place,
		isOfService: place >= 0 || match.serviceIds.includes(service.id),
		...{ monitorIds, errors, pattern },
	};
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
		notifyUserIds: service.notifyUserIds,
		supportHours: service.supportHours,
	};
}

function personOf(user: UserRow, methods: ContactMethodRow[]): Person {
	const { id, name, role, timeZone, notificationRules, quietHours } = user;
	const own = methods.filter((method) => method.userId === id).map(methodOf);
	return { id, name, role, timeZone, notificationRules, quietHours, methods: own };
}

function methodOf({ id, userId, kind, name, state, address }: ContactMethodRow): ContactMethod {
	return { id, userId, kind, name, state, address };
}
