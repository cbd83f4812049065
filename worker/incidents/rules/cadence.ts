/**
 * Updates that were promised: told as due and as overdue on the timeline, and asked of whoever has the incident. A
 * promise that was kept, or from which a resolve or another severity released, is asked of nobody.
 */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { fromWire, type Instant, minutes, toWire } from "../../platform/rules/time.ts";
import { cancelled } from "./cancel.ts";
import type { NewEvent } from "./events.ts";
import type { DueSaid, Incident } from "./incident.ts";
import { AUDIENCES, type Audience, type Page, type UpdateAbout } from "./incident-types.ts";
import { isPending, type PlannedPage, pagesForPerson, pagesToRemind } from "./page.ts";
import { type NewPageId, queuePages } from "./queue-pages.ts";
import { triedWords } from "./remediation-run.ts";
import { runbookBrief } from "./runbook.ts";
import { pagesOfLevel } from "./targets.ts";
import { publicDraft, stakeholderDraft } from "./update-words.ts";

/** An update this late is overdue, and whoever acknowledges late has as long before they are paged for it. */
export const OVERDUE_AFTER_MS = minutes(5);
/** Whoever keeps the promise hears of it this long before it is due; of a shorter promise, after half of it. */
export const REMIND_BEFORE_MS = minutes(5);

export type CadenceStep =
	| { kind: "update_due" | "update_overdue"; audience: Audience; dueAt: Instant }
	| { kind: "remind"; audience: Audience; dueAt: Instant; stage: UpdateAbout["stage"] };

interface TimedStep {
	at: Instant;
	step: CadenceStep;
}

/** The next update that an audience was promised. */
export interface UpdatePromise {
	audience: Audience;
	madeAt: Instant;
	dueAt: Instant;
	said: DueSaid;
}

/** Both at most: nothing is promised of what is over, and nothing to a public that does not see it. */
export function promisesOf(incident: Incident): UpdatePromise[] {
	if (incident.state === "resolved") return [];
	const { nextUpdateDueAt, nextStakeholderUpdateDueAt, promisedAt } = incident;
	const dueAt = {
		public: incident.published ? nextUpdateDueAt : null,
		stakeholders: nextStakeholderUpdateDueAt,
	};
	const said = { public: incident.updateDueSaid, stakeholders: incident.stakeholderDueSaid };
	return AUDIENCES.flatMap((audience) => {
		const due = dueAt[audience];
		return due === null ? [] : [{ audience, madeAt: promisedAt[audience], dueAt: due, said: said[audience] }];
	});
}

/** What becomes due of the promises, each until it has happened. */
export function cadenceSteps(incident: Incident, paging: PagingPlan, now: Instant): TimedStep[] {
	return promisesOf(incident).flatMap((promise) => [
		...sayings(promise),
		...reminders(incident, paging, promise, now),
	]);
}

/** The events of such a step; none when a plan of this moment no longer calls it due. */
export function takeCadenceStep(
	incident: Incident,
	paging: PagingPlan,
	step: CadenceStep,
	now: Instant,
	newPageId: NewPageId,
): NewEvent[] {
	const isDue = cadenceSteps(incident, paging, now).some((one) => one.at <= now && isSame(one.step, step));
	if (!isDue) return [];
	const { audience } = step;
	const dueAt = toWire(step.dueAt);
	if (step.kind !== "remind") {
		const type = audience === "public" ? step.kind : (`stakeholder_${step.kind}` as const);
		return [{ type, actor: SYSTEM, data: { dueAt } }];
	}
	const about = { audience, dueAt, stage: step.stage, ...draftFor(incident, audience, now) };
	const pages = pagesToKeep(incident, paging, step.stage, now);
	const people = new Map(pages.map(({ userId, userName }) => [userId ?? "", userName ?? ""]));
	const named = [...people].flatMap(([id, name]) => (id === "" ? [] : [{ id, name }]));
	return [
		{ type: "update_reminded", actor: SYSTEM, data: { ...about, people: named } },
		...withdrawn(incident, [audience], "superseded"),
		...queuePages(incident, pages, incident.ladder.run + 1, now, newPageId, about),
	];
}

/** Somebody has it and works on it: not while it sleeps, and not while what works again is watched. */
export function mayBeAsked({ state, snooze, soak }: Incident): boolean {
	return state === "acknowledged" && snooze === null && soak === null;
}

/** What a page is about still stands: its update was not posted, and nobody was told more urgently since. */
export function isStillPromised(incident: Incident, about: UpdateAbout): boolean {
	const last = incident.reminded[about.audience];
	const isLast = last?.dueAt === about.dueAt && last.stage === about.stage;
	return isLast && isPromised(incident, about);
}

/** The update was not posted, and nothing released from it. */
export function isPromised(
	incident: Incident,
	{ audience, dueAt }: Pick<UpdateAbout, "audience" | "dueAt">,
): boolean {
	return promisesOf(incident).some((one) => one.audience === audience && one.dueAt === fromWire(dueAt));
}

function draftFor(
	incident: Incident,
	audience: Audience,
	now: Instant,
): Pick<UpdateAbout, "draft" | "status"> {
	const { status, component, service, updates, startedAt, severity, roles, runbook } = incident;
	const toldStatus = updates.findLast(({ at }) => at >= startedAt)?.status ?? null;
	if (audience === "public")
		return { status, draft: publicDraft({ name: component?.name ?? service.name, status, toldStatus }) };
	const brief = runbookBrief(runbook);
	const facts = {
		severity,
		service: service.name,
		status,
		openMs: now - startedAt,
		lead: roles.lead?.name ?? null,
	};
	return { status, draft: stakeholderDraft({ ...facts, runbook: brief, tried: triedWords(incident) }) };
}

/** Takes back the pages about updates of these audiences that have not gone out yet. */
export function withdrawn(
	incident: Incident,
	audiences: readonly Audience[],
	reason: "updated" | "superseded",
): NewEvent[] {
	const isTheirs = ({ about }: Page) => about !== undefined && audiences.includes(about.audience);
	const waiting = [...incident.pages.values()].filter((page) => isPending(page) && isTheirs(page));
	return waiting.map((page) => cancelled(page, reason, SYSTEM));
}

function sayings({ audience, dueAt, said }: UpdatePromise): TimedStep[] {
	switch (said) {
		case "nothing":
			return [{ at: dueAt, step: { kind: "update_due", audience, dueAt } }];
		case "due":
			return [{ at: dueAt + OVERDUE_AFTER_MS, step: { kind: "update_overdue", audience, dueAt } }];
		case "overdue":
			return [];
	}
}

/**
 * While nobody has it, people are paged for the incident itself, and not for words. A public update that is due no later
 * is the stakeholders' too: one of them is asked for, not both.
 */
function reminders(
	incident: Incident,
	paging: PagingPlan,
	promise: UpdatePromise,
	now: Instant,
): TimedStep[] {
	const { audience, dueAt, madeAt } = promise;
	const { acknowledgedAt } = incident;
	if (!mayBeAsked(incident) || acknowledgedAt === null) return [];
	if (ruleFor(paging.severityPolicy, incident.severity).page === "never") return [];
	if (audience === "stakeholders" && isCoveredByPublic(incident, dueAt)) return [];
	const last = incident.reminded[audience];
	const reached = last?.dueAt === toWire(dueAt) ? last.stage : null;
	const overdueAt = Math.max(dueAt, acknowledgedAt) + OVERDUE_AFTER_MS;
	const soonAt = Math.max(dueAt - Math.min(REMIND_BEFORE_MS, (dueAt - madeAt) / 2), acknowledgedAt);
	const remind = (at: Instant, stage: UpdateAbout["stage"]): TimedStep => ({
		at: Math.ceil(at),
		step: { kind: "remind", audience, dueAt, stage },
	});
	if (reached === "overdue") return [];
	const isTooLateForSoon = reached === "soon" || overdueAt <= now;
	return [...(isTooLateForSoon ? [] : [remind(soonAt, "soon")]), remind(overdueAt, "overdue")];
}

function isCoveredByPublic(incident: Incident, dueAt: Instant): boolean {
	return promisesOf(incident).some((one) => one.audience === "public" && one.dueAt <= dueAt);
}

/** Before it is due, whoever communicates; afterwards the lead. Without either, whom level 1 would page. */
function pagesToKeep(
	incident: Incident,
	paging: PagingPlan,
	stage: UpdateAbout["stage"],
	now: Instant,
): PlannedPage[] {
	const { lead, communications } = incident.roles;
	const by = incident.acknowledgedBy?.kind === "user" ? incident.acknowledgedBy.id : null;
	const inOrder = stage === "soon" ? [communications?.id, lead?.id, by] : [lead?.id, communications?.id, by];
	const pagesOf = stage === "soon" ? pagesToRemind : pagesForPerson;
	for (const id of inOrder) {
		const person = paging.people.find((one) => one.id === id);
		const pages = person ? pagesOf(person, incident.urgency) : [];
		if (pages.length > 0) return pages;
	}
	return pagesOfLevel(paging, incident, 1, now);
}

function isSame(a: CadenceStep, b: CadenceStep): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
