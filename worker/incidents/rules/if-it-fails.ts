import { applies } from "../../paging/rules/level-when.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { firstPageAt, pagedAgainAt } from "../../paging/rules/severity-hours.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import { type PlannedPage, workingMethods } from "./page.ts";
import { nameOf, pagesOfLevel, peopleOf } from "./targets.ts";

export interface LevelThen {
	level: number;
	/** It does not apply then, or for this severity. */
	isSkipped: boolean;
	/** Counted from the first page. A level that reaches nobody takes no time. */
	afterSeconds: number;
	/** How many different people must acknowledge once it is paged. */
	needsAcknowledgements: number;
	targets: { kind: string; id: string; name: string }[];
	/** Each with the names of the methods that ring, the first ones first. */
	people: { userId: string; name: string; methods: string[] }[];
	/** Named there, but without a way to be reached. */
	unreachable: string[];
	/** Of these people, who is paged only when their quiet hours are over. */
	waiting: { name: string; untilAt: Instant }[];
}

export interface IfItFails {
	severity: Severity;
	/** Null: this severity pages nobody. Later than now: when business hours open. */
	firstPageAt: Instant | null;
	/** False: only the first level that reaches somebody is paged. */
	escalates: boolean;
	/** When what does not escalate is paged again: the hours of the severity begin anew. Null: it is not. */
	pagedAgainAt: Instant | null;
	/** Rounds of all levels in all. Afterwards the last level is paged again and again. */
	rounds: number;
	levels: LevelThen[];
	/** Who is called because no level reaches anybody; empty as long as one does. */
	admins: string[];
}

/**
 * Who would be paged when, if an incident of this severity began at `now` and nobody acknowledged: by the functions that
 * page, with the schedules as they are then. A severity that does not escalate ends with the first level that reaches
 * somebody.
 */
export function ifItFails(plan: PagingPlan, severity: Severity, now: Instant): IfItFails {
	const rule = ruleFor(plan.severityPolicy, severity);
	const first = firstPageAt(plan, severity, now);
	const { escalates } = rule;
	const none = {
		...{ severity, firstPageAt: first, escalates, pagedAgainAt: null },
		...{ rounds: 0, levels: [], admins: [] },
	};
	if (first === null) return none;
	const how = { severity, urgency: rule.urgency };
	const levels: LevelThen[] = [];
	let afterSeconds = 0;
	let reachedAt: Instant | null = null;
	for (const [index, level] of plan.policy.levels.entries()) {
		const { escalateAfterSeconds, needsAcknowledgements = 1 } = level;
		const at = firstPageAt(plan, severity, first + seconds(afterSeconds)) ?? first;
		afterSeconds = (at - first) / 1_000;
		const pages = pagesOfLevel(plan, how, index + 1, at);
		afterSeconds += secondsInQuiet(pages, at);
		const isSkipped = !applies(level, severity, at);
		const place = { level: index + 1, isSkipped, afterSeconds, needsAcknowledgements };
		const then = levelAt(plan, index + 1, pages, at);
		// Whom it does not page is not out of reach.
		levels.push({ ...place, ...then, unreachable: isSkipped ? [] : then.unreachable });
		if (pages.length === 0) continue;
		reachedAt ??= first + seconds(afterSeconds);
		if (!escalates) break;
		afterSeconds += escalateAfterSeconds;
	}
	const admins = plan.people.filter((one) => one.role === "admin" && workingMethods(one).length > 0);
	return {
		...none,
		rounds: escalates ? plan.policy.repeat + 1 : 1,
		pagedAgainAt: escalates || reachedAt === null ? null : againAfter(plan, severity, reachedAt),
		levels,
		admins: reachedAt !== null ? [] : admins.map(({ name }) => name),
	};
}

/** Whoever had quiet hours until after the end of the severity's own is paged when those open. */
const againAfter = (plan: PagingPlan, severity: Severity, at: Instant): Instant | null =>
	pagedAgainAt(plan, severity, firstPageAt(plan, severity, at) ?? at);

/** How long a level waits of which everybody is in quiet hours. */
function secondsInQuiet(pages: PlannedPage[], at: Instant): number {
	if (pages.length === 0) return 0;
	return (Math.min(...pages.map(({ quietUntil }) => quietUntil ?? at)) - at) / 1_000;
}

function levelAt(
	plan: PagingPlan,
	level: number,
	pages: PlannedPage[],
	at: Instant,
): Omit<LevelThen, "level" | "isSkipped" | "afterSeconds" | "needsAcknowledgements"> {
	const targets = plan.policy.levels[level - 1]?.targets ?? [];
	const byPerson = Map.groupBy(
		pages.filter(({ userId }) => userId !== null),
		({ userId }) => userId ?? "",
	);
	const named = new Set(targets.flatMap((target) => peopleOf(plan, target, at)));
	return {
		targets: targets.map((target) => ({ ...target, name: nameOf(plan, target, at) })),
		people: [...byPerson].map(([userId, own]) => ({
			userId,
			name: own[0]?.userName ?? "",
			methods: own.toSorted((a, b) => a.delaySeconds - b.delaySeconds).map(({ methodName }) => methodName),
		})),
		waiting: [...byPerson.values()].flatMap(([page]) =>
			page?.quietUntil ? [{ name: page.userName ?? "", untilAt: page.quietUntil }] : [],
		),
		unreachable: plan.people.filter(({ id }) => named.has(id) && !byPerson.has(id)).map(({ name }) => name),
	};
}
