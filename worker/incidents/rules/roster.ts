import type { PagingPlan, Target } from "../../paging/rules/paging-plan.ts";
import type { Incident } from "./incident.ts";

/** People, schedules, teams and webhooks as they were read, and whom the reader was asked for beside the service's own plan. */
export interface Roster {
	/** Null: the database did not answer. */
	plan: PagingPlan | null;
	asked: Target[];
}

/**
 * Whom an incident may still page beside what its service's plan names today: the levels and the team that it began with,
 * whoever holds a page or a role of it, and who acknowledged or snoozed it. Each once.
 */
export function namedBy(incident: Incident, paging: PagingPlan): Target[] {
	const { policy, service } = paging;
	const named: Target[] = policy.levels.flatMap((level) => level.targets);
	if (service.teamId !== null) named.push({ kind: "team", id: service.teamId });
	for (const { epoch, userId, methodId } of incident.pages.values()) {
		if (epoch !== incident.epoch) continue;
		named.push(userId === null ? { kind: "webhook", id: methodId } : { kind: "user", id: userId });
	}
	for (const role of Object.values(incident.roles)) named.push({ kind: "user", id: role.id });
	const by = incident.snooze?.by ?? incident.acknowledgedBy;
	if (by?.kind === "user" && by.id !== null) named.push({ kind: "user", id: by.id });
	return [...new Map(named.map((target) => [keyOf(target), target])).values()];
}

/** Nothing that is named is missing from the plan. */
export function holdsAll(plan: PagingPlan, named: Target[]): boolean {
	return named.every(({ kind, id }) => listOf(plan, kind).some((each) => each.id === id));
}

/**
 * The plan to page by: people, schedules, teams, webhooks and support hours as they were read; what else the service says,
 * the policy and the severities as they were when the incident began, so that an edit never bends a ladder that runs. Whoever was named since the reader
 * was asked, and is therefore not in the answer, stays as the snapshot has them. The snapshot where nothing was read.
 */
export function pagingBy(roster: Roster, snapshot: PagingPlan, incident: Incident): PagingPlan {
	const { plan, asked } = roster;
	if (plan === null) return snapshot;
	const known = new Set(asked.map(keyOf));
	const since = namedBy(incident, snapshot).filter((target) => !known.has(keyOf(target)));
	const { policy, severityPolicy } = snapshot;
	const { supportHours = null } = plan.service;
	const service = { ...snapshot.service, supportHours };
	const more = <Item extends { id: string }>(kind: Target["kind"], read: Item[], before: Item[]) => [
		...read,
		...before.filter(({ id }) => since.some((t) => t.kind === kind && t.id === id) && !has(read, id)),
	];
	return {
		...plan,
		...{ service, policy, severityPolicy },
		people: more("user", plan.people, snapshot.people),
		schedules: more("schedule", plan.schedules, snapshot.schedules),
		teams: more("team", plan.teams, snapshot.teams),
		webhooks: more("webhook", plan.webhooks, snapshot.webhooks),
	};
}

function listOf(plan: PagingPlan, kind: Target["kind"]): { id: string }[] {
	switch (kind) {
		case "user":
			return plan.people;
		case "schedule":
			return plan.schedules;
		case "team":
			return plan.teams;
		case "webhook":
			return plan.webhooks;
	}
}

const has = (list: { id: string }[], id: string) => list.some((each) => each.id === id);
const keyOf = ({ kind, id }: Target) => `${kind} ${id}`;
