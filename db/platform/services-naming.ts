import { sql } from "drizzle-orm";
import { open } from "./client.ts";

/**
 * Whose paging plan may change when this thing (a person, team, schedule, policy, webhook or component) changes: the
 * services that name it through their policy, team and schedules, all where it is an admin or somebody whom a severity
 * names, and those with an open incident, which may page by what its service named before, or have called somebody in.
 * Uses refs_by_target and incidents_by_state. What this misses, the minute tick refreshes.
 */
export async function servicesNaming(d1: D1Database, id: string): Promise<string[]> {
	const rows = await open(d1).all<{ id: string }>(sql`
WITH RECURSIVE up (id) AS (
	SELECT ${id}
	UNION SELECT refs.from_id FROM up JOIN refs ON refs.to_id = up.id WHERE up.id NOT LIKE 'svc!_%' ESCAPE '!'
	UNION SELECT overrides.schedule_id FROM up JOIN overrides ON overrides.id = up.id),
everywhere (yes) AS (
	SELECT 1 FROM users WHERE id = ${id} AND role = 'admin'
	UNION ALL SELECT 1
		FROM severity_policy, json_each(items) AS rule, json_each(rule.value, '$.notifyUserIds') AS person
		WHERE person.value = ${id})
SELECT id FROM services
WHERE id IN (SELECT id FROM up)
	OR id IN (SELECT service_id FROM incidents WHERE state IN ('triggered', 'acknowledged'))
	OR EXISTS (SELECT 1 FROM everywhere)
ORDER BY id`);
	return rows.map((row) => row.id);
}
