import type { FindingFacts } from "../../worker/paging/rules/policy-findings.ts";
import { ruleFor, SEVERITIES } from "../../worker/paging/rules/severity.ts";
import { schedulesWithOverrides } from "../oncall/schedules.ts";
import { users } from "../people/tables.ts";
import { teams } from "../people/teams.ts";
import { open } from "../platform/client.ts";
import { contactMethods, severityPolicy } from "./tables.ts";

export interface NamedFacts extends FindingFacts {
	/** What schedules and people are called, by id. */
	names: ReadonlyMap<string, string>;
}

/** What the findings of any policy are made of. Reads every schedule, team, person, and contact method: there are few. */
export async function readFindingFacts(d1: D1Database, now: number): Promise<NamedFacts> {
	const db = open(d1);
	const { userId, kind, state, lastReceiptAt } = contactMethods;
	const [schedules, [members, people, methods, policy]] = await Promise.all([
		schedulesWithOverrides(d1, now),
		db.batch([
			db.select({ id: teams.id, memberIds: teams.memberIds }).from(teams),
			db.select({ id: users.id, name: users.name }).from(users).orderBy(users.id),
			db.select({ userId, kind, state, lastReceiptAt }).from(contactMethods),
			db.select({ items: severityPolicy.items }).from(severityPolicy),
		]),
	]);
	const byUser = Map.groupBy(methods, (method) => method.userId);
	return {
		schedules,
		teams: members,
		people: people.map(({ id }) => ({ id, methods: byUser.get(id) ?? [] })),
		severities: SEVERITIES.filter((one) => ruleFor(policy[0]?.items ?? [], one).page !== "never"),
		names: new Map([...schedules, ...people].map(({ id, name }) => [id, name])),
	};
}
