import { nextAfter, onCallAt } from "../../oncall/rules/rotation.ts";
import { applies, firstThatApplies } from "../../paging/rules/level-when.ts";
import type { Level, PagingPlan, Person, Target } from "../../paging/rules/paging-plan.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Incident } from "./incident.ts";
import { type PlannedPage, pageForWebhook, pagesForPerson } from "./page.ts";
import { heldWhileQuiet, type Loudness } from "./quiet.ts";

/** Whom a target means at this instant: ids of people, each once. A schedule in a gap means nobody. */
export function peopleOf(plan: PagingPlan, target: Target, at: Instant): string[] {
	switch (target.kind) {
		case "user":
			return [target.id];
		case "team":
			return plan.teams.find((team) => team.id === target.id)?.memberIds ?? [];
		case "schedule": {
			const schedule = plan.schedules.find((s) => s.id === target.id);
			const userId = schedule ? onCallAt(schedule, at).userId : null;
			return userId === null ? [] : [userId];
		}
		case "webhook":
			return [];
	}
}

/** What people call a target; of a schedule, the person who carries the pager at that instant. */
export function nameOf(plan: PagingPlan, target: Target, at: Instant): string {
	switch (target.kind) {
		case "user":
			return personName(plan, target.id) ?? "a removed person";
		case "schedule": {
			const schedule = plan.schedules.find((s) => s.id === target.id);
			const userId = schedule ? onCallAt(schedule, at).userId : null;
			return (userId && personName(plan, userId)) ?? schedule?.name ?? "a deleted schedule";
		}
		case "team":
			return plan.teams.find((team) => team.id === target.id)?.name ?? "a deleted team";
		case "webhook":
			return "A webhook";
	}
}

function personName(plan: PagingPlan, id: string): string | null {
	return plan.people.find((person) => person.id === id)?.name ?? null;
}

/** Whom the severity adds to the first level that applies: who is next in its first schedule, and the members of the service's team. */
function alsoPaged(plan: PagingPlan, level: Level, incident: Loudness, at: Instant): string[] {
	const rule = ruleFor(plan.severityPolicy, incident.severity);
	const firstSchedule = level.targets.find((target) => target.kind === "schedule");
	const schedule = plan.schedules.find((s) => s.id === firstSchedule?.id);
	const backup = rule.alsoPage.includes("backup") && schedule ? nextAfter(schedule, at) : null;
	const team = rule.alsoPage.includes("team") ? plan.teams.find((t) => t.id === plan.service.teamId) : null;
	return [...(backup === null ? [] : [backup]), ...(team?.memberIds ?? [])];
}

/** Every page of a level, a person named twice once. Empty: it does not apply, or nobody there can be reached. */
export function pagesOfLevel(
	plan: PagingPlan,
	incident: Loudness,
	level: number,
	at: Instant,
): PlannedPage[] {
	const config = plan.policy.levels[level - 1];
	if (!config || !applies(config, incident.severity, at)) return [];
	const isFirst = level === firstThatApplies(plan, incident.severity, at);
	const extra = isFirst ? alsoPaged(plan, config, incident, at) : [];
	return heldWhileQuiet(plan, incident, pagesOfTargets(plan, incident, config.targets, at, extra), at);
}

/** Every page of these targets and `extra` people, whatever their quiet hours: whoever is called in is wanted now. */
export function pagesOfTargets(
	plan: PagingPlan,
	incident: Loudness,
	targets: Target[],
	at: Instant,
	extra: string[] = [],
): PlannedPage[] {
	const ids = new Set([...targets.flatMap((target) => peopleOf(plan, target, at)), ...extra]);
	const people = [...ids].flatMap((id) => plan.people.find((person) => person.id === id) ?? []);
	const webhooks = targets.filter((target) => target.kind === "webhook");
	return [
		...people.flatMap((person) => pagesForPerson(person, incident.urgency)),
		...webhooks.flatMap((target) => pageForWebhook(plan, target.id) ?? []),
	];
}

/** All admins who can be reached: who is called when the ladder has nobody left. */
export function pagesOfAdmins(plan: PagingPlan, incident: Incident, at: Instant): PlannedPage[] {
	const admins: Person[] = plan.people.filter((person) => person.role === "admin");
	const pages = admins.flatMap((person) => pagesForPerson(person, incident.urgency));
	return heldWhileQuiet(plan, incident, pages, at);
}
