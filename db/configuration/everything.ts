/** All that people configure, in one round trip. */
import { asc, gt, sql } from "drizzle-orm";
import { integrations } from "../alerts/tables.ts";
import { monitors } from "../monitoring/tables.ts";
import { overrides, schedules } from "../oncall/tables.ts";
import { policies } from "../paging/policies.ts";
import { severityPolicy } from "../paging/tables.ts";
import { webhooks } from "../paging/webhooks.ts";
import { settings, users } from "../people/tables.ts";
import { teams } from "../people/teams.ts";
import { open } from "../platform/client.ts";
import { refs } from "../platform/tables.ts";
import { remediations } from "../remediation/tables.ts";
import { runbooks } from "../runbooks/tables.ts";
import { components, services } from "../services/tables.ts";
import { configurationKeys } from "./tables.ts";

export type Everything = Awaited<ReturnType<typeof readEverything>>;

/** Every row by id, the overrides that end after `now`, epoch ms, and the names that files know them by. */
export async function readEverything(d1: D1Database, now: number) {
	const db = open(d1);
	const rows = await db.batch([
		db.select().from(configurationKeys),
		db.select().from(severityPolicy).limit(1),
		db.select().from(settings).limit(1),
		db.select().from(overrides).where(gt(overrides.endsAt, now)).orderBy(asc(overrides.id)),
		db.select().from(users).orderBy(asc(users.id)),
		db.select().from(teams).orderBy(asc(teams.id)),
		db.select().from(webhooks).orderBy(asc(webhooks.id)),
		db.select().from(components).orderBy(asc(components.id)),
		db.select().from(schedules).orderBy(asc(schedules.id)),
		db.select().from(policies).orderBy(asc(policies.id)),
		db.select().from(services).orderBy(asc(services.id)),
		db.select().from(integrations).orderBy(asc(integrations.id)),
		db.select().from(monitors).orderBy(asc(monitors.id)),
		db.select().from(remediations).orderBy(asc(remediations.id)),
		db.select().from(runbooks).orderBy(asc(runbooks.id)),
	]);
	const [keys, [severities], [organization], changes, ...byKind] = rows;
	const [user, team, webhook, component, schedule, policy, service, ...below] = byKind;
	const [integration, monitor, remediation, runbook] = below;
	const things = { user, team, webhook, component, schedule, policy, service, integration, monitor };
	return {
		keys,
		severityPolicy: severities ?? null,
		settings: organization ?? null,
		overrides: changes,
		things: { ...things, remediation, runbook },
	};
}

/** Who refers to any of these, whatever they are; of an override also whose it is. By index. */
export async function referrersAmong(
	d1: D1Database,
	ids: string[],
): Promise<{ from: string; to: string; scheduleId: string | null }[]> {
	if (ids.length === 0) return [];
	return open(d1).all(
		sql`SELECT r.from_id AS "from", r.to_id AS "to", o.schedule_id AS "scheduleId"
			FROM ${refs} r LEFT JOIN ${overrides} o ON o.id = r.from_id
			WHERE r.to_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
	);
}
