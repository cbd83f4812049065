/**
 * A merge and its undoing, as the two incidents know them. The Desk of their service carries the steps out, in this order:
 * the one that goes on takes the other in; if both are still open then, the keys follow and the other ends. Each step may
 * come twice, and changes nothing the second time. See docs/merging.md.
 */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { isRaised, type Severity } from "../../paging/rules/severity.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { cancelPending } from "./cancel.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { NamedIncident } from "./incident-types.ts";
import { publicViewOf } from "./incident-view.ts";
import { type LinkStep, linkEvents } from "./linking.ts";
import type { PublicUpdate } from "./public-view.ts";
import { severityChange } from "./severity-change.ts";

/** So many words of a public thread go with it, the newest ones. */
const WORDS_KEPT = 50;

/** What goes over with an incident that is merged into another. */
export interface TakenIn extends NamedIncident {
	severity: Severity;
	drill: boolean;
	/** Its public thread, null when it has none: the public reads on in the other's. */
	thread: { startedAt: Instant; words: PublicUpdate[] } | null;
}

/** `mergeId` tells one merge of the same two from the next. */
export type MergeStep =
	/** For the one that goes on. Refused when it is over, or works again and is watched. */
	| { kind: "take_in"; mergeId: string; incident: TakenIn; actor: Actor }
	/** For the merged one: it is over, and pages nobody any more. */
	| { kind: "end"; into: NamedIncident; actor: Actor }
	/** For the one that goes on: an incident, or what one key reports, is on its own again. */
	| { kind: "let_go"; out: NamedIncident; dedupKey: string | null; dedupKeys?: string[]; actor: Actor }
	/** For the one that was merged: it is on its own again, and pages. */
	| { kind: "come_out"; from: NamedIncident; actor: Actor }
	/** No merge: people said that the two have to do with each other, or no longer. */
	| LinkStep;

interface Facts {
	incident: Incident;
	paging: PagingPlan;
	now: Instant;
}

/** What a step leads to at this incident; null when it cannot be taken. Without events it was taken before. */
export function mergeEvents(facts: Facts, step: MergeStep): NewEvent[] | null {
	switch (step.kind) {
		case "take_in":
			return takeIn(facts, step);
		case "end":
			return end(facts, step);
		case "let_go":
			return letGo(facts, step);
		case "come_out":
			return comeOut(facts, step);
		case "link":
		case "unlink":
			return linkEvents(facts.incident, step);
	}
}

/** The incident as one that goes into another. */
export function takenIn(incident: Incident): TakenIn {
	const view = publicViewOf(incident);
	const { startedAt, updates = [] } = view ?? {};
	const isShown = view?.published && startedAt !== undefined;
	return {
		...namedIncident(incident),
		severity: incident.severity,
		drill: incident.drill,
		thread: isShown ? { startedAt, words: updates.slice(-WORDS_KEPT) } : null,
	};
}

export function namedIncident({ id, number, title }: Incident): NamedIncident {
	return { incidentId: id, number, title };
}

/** The worse of the two severities holds: what was paged for at once must not wait for the morning now. */
function takeIn(facts: Facts, step: Extract<MergeStep, { kind: "take_in" }>): NewEvent[] | null {
	const { incident } = facts;
	const { mergeId, actor } = step;
	const { drill, thread, ...other } = step.incident;
	if (incident.mergeIds.has(mergeId)) return [];
	if (incident.state === "resolved" || incident.soak !== null || incident.drill !== drill) return null;
	const words = thread?.words.map(({ at, ...word }) => ({ ...word, at: toWire(at) })) ?? [];
	const publicSince = toWireOrNull(thread?.startedAt ?? null);
	const raised = isRaised(incident.severity, other.severity)
		? severityChange({ ...facts, actor }, other.severity, RAISED)
		: [];
	return [{ type: "merged_in", actor, data: { mergeId, ...other, publicSince, words } }, ...raised];
}

const RAISED = "A more severe incident was merged into this one";

function end({ incident }: Facts, { into, actor }: Extract<MergeStep, { kind: "end" }>): NewEvent[] {
	if (incident.mergedInto !== null) return [];
	const { incidentId: intoIncidentId, number, title } = into;
	return [
		{ type: "merged", actor, data: { intoIncidentId, number, title } },
		...cancelPending(incident, "merged", actor),
	];
}

function letGo({ incident }: Facts, step: Extract<MergeStep, { kind: "let_go" }>): NewEvent[] {
	const { out, dedupKey, dedupKeys, actor } = step;
	const keys = { dedupKey, ...(dedupKeys && { dedupKeys }) };
	const isOut = dedupKey === null ? !incident.taken.has(out.incidentId) : incident.let.has(out.incidentId);
	return isOut ? [] : [{ type: "split_off", actor, data: { ...out, ...keys } }];
}

function comeOut(
	{ incident, paging, now }: Facts,
	step: Extract<MergeStep, { kind: "come_out" }>,
): NewEvent[] {
	if (incident.mergedInto === null) return [];
	const { from, actor } = step;
	const name = from.number === 0 ? "another incident" : `#${from.number}`;
	const data = {
		reason: `Split from ${name}`,
		firstPageAt: toWireOrNull(firstPageAt(paging, incident.severity, now)),
		splitFrom: from.incidentId,
	};
	return [{ type: "reopened", actor, data }];
}
