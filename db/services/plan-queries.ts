import type { TargetKind } from "../../worker/paging/rules/paging-plan.ts";

/**
 * What a service's policy and team name, and `also`: (kind, id). Read from what is configured, not from the table of
 * references: whom a mistake leaves out here is not paged. `?1` is the service's id, `?2` the further targets as JSON.
 */
const NAMED = `named (kind, id) AS (
	SELECT target.value ->> 'kind', target.value ->> 'id'
	FROM services JOIN policies ON policies.id = escalation_policy_id,
		json_each(levels) AS level, json_each(level.value, '$.targets') AS target
	WHERE services.id = ?1
	UNION SELECT 'team', team_id FROM services WHERE id = ?1
	UNION SELECT value ->> 'kind', value ->> 'id' FROM json_each(?2))`;

const named = (kind: TargetKind) => `SELECT id FROM named WHERE kind = '${kind}'`;
const idsNamed = (kind: TargetKind) => `(WITH ${NAMED} ${named(kind)})`;

/** Whoever can be reached from there. `?3`: overrides that ended before are over. D1 takes five SELECTs in one UNION. */
const REACHED = `(WITH ${NAMED}
	${named("user")}
	UNION SELECT member.value FROM teams, json_each(member_ids) AS member WHERE teams.id IN (${named("team")})
	UNION SELECT person.value
		FROM schedules, json_each(layers) AS layer, json_each(layer.value, '$.userIds') AS person
		WHERE schedules.id IN (${named("schedule")})
	UNION SELECT user_id FROM overrides WHERE ends_at > ?3 AND schedule_id IN (${named("schedule")}))`;

/** Whoever is told and not paged: when, their quiet hours say too. */
const NOTIFIED = `(SELECT person.value
	FROM severity_policy, json_each(items) AS rule, json_each(rule.value, '$.notifyUserIds') AS person
	UNION SELECT person.value FROM services, json_each(notify_user_ids) AS person WHERE services.id = ?1
	UNION SELECT one.value ->> 'userId' FROM settings, json_each(stakeholders) AS one)`;

/** With the admins, who are called when nobody else is left. */
const PEOPLE = `FROM users WHERE role = 'admin' OR id IN ${REACHED} OR id IN ${NOTIFIED}`;

/** A plan goes wherever its service's incidents go: more runbooks than this may not fit one service. */
const MOST_RUNBOOKS = 100;

const ofService = (column: string) => `(SELECT ${column} FROM services WHERE id = ?1)`;

/**
 * Those that may fit an incident of the service: what it lists, what names it or a monitor of it, and what names nothing
 * but errors or a pattern. Without their steps, which are read when one is attached.
 */
const RUNBOOKS = `SELECT id, version, created_at, updated_at, name, match_by, '[]' AS steps FROM runbooks
	WHERE id IN (SELECT value FROM services, json_each(runbook_ids) WHERE services.id = ?1)
	OR EXISTS (SELECT 1 FROM json_each(match_by, '$.serviceIds') WHERE value = ?1)
	OR (json_array_length(match_by, '$.serviceIds') = 0 AND (
		EXISTS (SELECT 1 FROM json_each(match_by, '$.monitorIds') AS named
			JOIN monitors ON monitors.id = named.value WHERE monitors.service_id = ?1)
		OR (json_array_length(match_by, '$.monitorIds') = 0
			AND (match_by ->> 'pattern' IS NOT NULL OR json_array_length(match_by, '$.errors') > 0))))
	ORDER BY id LIMIT ${MOST_RUNBOOKS}`;

/**
 * One statement for each part of a plan, with how many values it takes. No joins outside: a batch answers rows by column
 * name, so two tables' `id` would be one.
 */
export const PLAN_QUERIES = {
	service: { sql: "SELECT * FROM services WHERE id = ?1", takes: 1 },
	policy: { sql: `SELECT * FROM policies WHERE id IN ${ofService("escalation_policy_id")}`, takes: 1 },
	component: { sql: `SELECT * FROM components WHERE id IN ${ofService("component_id")}`, takes: 1 },
	remediations: { sql: "SELECT * FROM remediations WHERE service_id = ?1 AND mode = 'automatic'", takes: 1 },
	runbooks: { sql: RUNBOOKS, takes: 1 },
	settings: { sql: "SELECT * FROM settings", takes: 0 },
	severity: { sql: "SELECT * FROM severity_policy", takes: 0 },
	schedules: { sql: `SELECT * FROM schedules WHERE id IN ${idsNamed("schedule")} ORDER BY id`, takes: 2 },
	teams: { sql: `SELECT * FROM teams WHERE id IN ${idsNamed("team")} ORDER BY id`, takes: 2 },
	webhooks: { sql: `SELECT * FROM webhooks WHERE id IN ${idsNamed("webhook")} ORDER BY id`, takes: 2 },
	overrides: {
		sql: `SELECT * FROM overrides WHERE ends_at > ?3 AND schedule_id IN ${idsNamed("schedule")} ORDER BY id`,
		takes: 3,
	},
	people: { sql: `SELECT * ${PEOPLE} ORDER BY id`, takes: 3 },
	methods: {
		sql: `SELECT * FROM contact_methods WHERE user_id IN (SELECT id ${PEOPLE}) ORDER BY id`,
		takes: 3,
	},
} as const;

export type PlanPart = keyof typeof PLAN_QUERIES;
export const PLAN_PARTS = Object.keys(PLAN_QUERIES) as PlanPart[];
