import { eq } from "drizzle-orm";
import type { Schedule } from "../../worker/oncall/rules/schedule.ts";
import { applies } from "../../worker/paging/rules/level-when.ts";
import type { Level, Target } from "../../worker/paging/rules/paging-plan.ts";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import { schedulesWithOverrides } from "../oncall/schedules.ts";
import { policies } from "../paging/policies.ts";
import { users } from "../people/tables.ts";
import { teams } from "../people/teams.ts";
import { open } from "../platform/client.ts";
import { services } from "./tables.ts";

export interface FirstLevel {
	/** By id. The targets of the first level that applies, else of level 1; none where the policy is gone. */
	services: { id: string; targets: Target[] }[];
	/** What the targets are called, by their ids. */
	users: Map<string, string>;
	teams: Map<string, string>;
	schedules: Map<string, Schedule>;
}

/** Whom each service, or this one, would page first. Overrides that ended before `at` are left out. Six statements. */
export async function firstLevels(d1: D1Database, serviceId: string | null, at: number): Promise<FirstLevel> {
	const db = open(d1);
	const { id, escalationPolicyId, defaultSeverity } = services;
	const [schedules, [rows, ladders, people, groups]] = await Promise.all([
		schedulesWithOverrides(d1, at),
		db.batch([
			db
				.select({ id, policyId: escalationPolicyId, severity: defaultSeverity })
				.from(services)
				.where(serviceId === null ? undefined : eq(id, serviceId))
				.orderBy(id),
			db.select({ id: policies.id, levels: policies.levels }).from(policies),
			db.select({ id: users.id, name: users.name }).from(users),
			db.select({ id: teams.id, name: teams.name }).from(teams),
		]),
	]);
	const known = new Map(ladders.map((policy) => [policy.id, policy.levels]));
	const first = (levels: Level[], severity: Severity) =>
		levels.find((level) => applies(level, severity, at)) ?? levels[0];
	return {
		services: rows.map(({ id, policyId, severity }) => ({
			id,
			targets: first(known.get(policyId) ?? [], severity)?.targets ?? [],
		})),
		users: new Map(people.map(({ id, name }) => [id, name])),
		teams: new Map(groups.map(({ id, name }) => [id, name])),
		schedules: new Map(schedules.map((schedule) => [schedule.id, schedule])),
	};
}
