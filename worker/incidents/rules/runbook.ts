/** The runbook of an incident: which one fits, what was said of its steps. */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, minutes } from "../../platform/rules/time.ts";
import { bestMatch } from "../../runbooks/rules/matching.ts";
import { nextStep, routeOf } from "../../runbooks/rules/progress.ts";
import type { FrozenRunbook, StepKind } from "../../runbooks/rules/runbook.ts";
import type { IncidentEvent, NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { AttachedRunbook, RunbookAttached } from "./runbook-events.ts";

/** The first steps that a page's reader is shown. */
const SHOWN_STEPS = 3;
/** Later than this after the incident began, only a person attaches a runbook. */
const ATTACHED_WITHIN_MS = minutes(60);

/**
 * Which runbook is to be attached by itself now; null when none is. `gone`: those that were looked for and are not there
 * any more.
 */
export function runbookToAttach(
	incident: Incident,
	{ runbooks = [] }: PagingPlan,
	now: Instant,
	gone: ReadonlySet<string> = new Set(),
): string | null {
	if (incident.runbook !== null || incident.state === "resolved" || incident.source.kind === "test")
		return null;
	if (now >= incident.startedAt + ATTACHED_WITHIN_MS || runbooks.length === 0) return null;
	const { source, title, description, seenErrors, seenWords } = incident;
	const monitorId = source.kind === "monitor" ? source.id : null;
	const text = [title, description ?? "", ...seenWords].join("\n");
	const left = runbooks.filter(({ id }) => !gone.has(id));
	return bestMatch(left, { monitorId, errors: seenErrors, text });
}

/** What attaching leads to; nothing when the incident has this version of it already, or any where it comes by itself. */
export function attach(
	{ runbook: attached, state }: Incident,
	runbook: FrozenRunbook,
	reason: RunbookAttached["reason"],
	actor: Actor,
): NewEvent[] {
	const isSame = attached?.id === runbook.id && attached.version === runbook.version;
	if (isSame || (reason === "matched" && (attached !== null || state === "resolved"))) return [];
	return [{ type: "runbook_attached", actor, data: { runbook, reason } }];
}

type RunbookEvent = Extract<IncidentEvent, { type: "runbook_attached" | "runbook_step" }>;

/** What an event of the runbook changes: the runbook, and nothing else. A word on another runbook's step changes nothing. */
export function applyRunbook(incident: Incident, event: RunbookEvent): void {
	const { at, actor: by } = event;
	if (event.type === "runbook_attached") {
		incident.runbook = { ...event.data.runbook, attachedAt: at, said: {} };
		return;
	}
	const { runbook } = incident;
	const { runbookId, stepId, state, note, choice } = event.data;
	if (runbook === null || runbook.id !== runbookId) return;
	if (state === "open") delete runbook.said[stepId];
	else runbook.said[stepId] = { state, note, choice, by, at };
}

/** The problem is back: what was said of the steps before is on the timeline, and each is to be done anew. */
export function beginAnew(incident: Incident): void {
	if (incident.runbook) incident.runbook = { ...incident.runbook, said: {} };
}

/** What the reader of a page is shown of it, as far as it takes to begin. */
export interface RunbookBrief {
	id: string;
	name: string;
	/** Steps on the way, and how many of them somebody has dealt with. */
	steps: number;
	handled: number;
	/** The next ones to do, three at most. */
	next: { id: string; kind: StepKind; title: string }[];
	/** For people: "Runbook “Pool exhausted”: 1. Look at it 2. Restart it". */
	summary: string;
}

export function runbookBrief(runbook: AttachedRunbook | null): RunbookBrief | null {
	if (runbook === null) return null;
	const { id, name, steps, said } = runbook;
	const route = routeOf(steps, said);
	const open = route.filter((step) => said[step.id] === undefined);
	const next = open.slice(0, SHOWN_STEPS).map(({ id, kind, title }) => ({ id, kind, title }));
	const handled = route.length - open.length;
	const titles = next.map(({ title }, at) => `${handled + at + 1}. ${title}`);
	const summary = `Runbook “${name}”: ${titles.join(" ") || "each step is dealt with"}`;
	return { id, name, steps: route.length, handled, next, summary };
}

/** The id of the step to do next; null when each has been dealt with. */
export function nextStepId({ steps, said }: AttachedRunbook): string | null {
	return nextStep(steps, said)?.id ?? null;
}
