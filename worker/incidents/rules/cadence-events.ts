/** What happens when a promised update is due, or is asked for. */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import { type CadenceStep, cadenceSteps } from "./cadence.ts";
import { cancelled } from "./cancel.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Audience, Page, UpdateAbout } from "./incident-types.ts";
import { isPending, type PlannedPage, pagesForPerson, pagesToRemind } from "./page.ts";
import { type NewPageId, queuePages } from "./queue-pages.ts";
import { triedWords } from "./remediation-run.ts";
import { runbookBrief } from "./runbook.ts";
import { pagesOfLevel } from "./targets.ts";
import { publicDraft, stakeholderDraft } from "./update-words.ts";

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
