import type { EventData, EventType, IncidentEvent } from "../../incidents/rules/events.ts";
import { fromWire } from "../../platform/rules/time.ts";
import type { AckChannel, ActionFacts, IncidentFacts, PersonPage, ReviewFacts } from "./facts.ts";
import { AcknowledgeTargets, StakeholderPromises } from "./told-in-time.ts";
import { UpdateGaps } from "./update-gaps.ts";
import { UpdatePromises } from "./update-promises.ts";
import { isNight, weekHourAt } from "./week-hour.ts";

/** The types that say something here: of a timeline, no others need to be read. */
export const FOLDED_TYPES = [
	"triggered",
	"numbered",
	"acknowledged",
	"severity_changed",
	"resolved",
	"soak_started",
	"soak_ended",
	"disposition_set",
	"reopened",
	"merged",
	"page_queued",
	"page_attempted",
	"update_published",
	"update_overdue",
	"stakeholder_update_overdue",
	"acknowledgement_overdue",
	"runbook_step",
] as const satisfies readonly EventType[];

/** What came of an incident afterwards. */
export interface Aftermath {
	review: ReviewFacts | null;
	actions: ActionFacts[];
}

const NO_AFTERMATH: Aftermath = { review: null, actions: [] };

/**
 * The facts of one incident, from its events in the order of `seq`; others than `FOLDED_TYPES` change nothing. Null when
 * its beginning is not among them. `zoneOf` answers a person's zone.
 */
export function factsOf(
	events: readonly IncidentEvent[],
	zoneOf: (userId: string) => string,
	aftermath: Aftermath = NO_AFTERMATH,
): IncidentFacts | null {
	const [first, ...rest] = events;
	if (first?.type !== "triggered") return null;
	const facts = begin(first.data, first.at, aftermath);
	const promises = new UpdatePromises();
	const gaps = new UpdateGaps();
	const calls = new Calls();
	const targets = new AcknowledgeTargets();
	const told = new StakeholderPromises();
	const judges = [promises, gaps, targets, told];
	for (const judge of judges) judge.note(first);
	let epoch = 1;
	for (const event of rest) {
		for (const judge of judges) judge.note(event);
		if (event.type === "acknowledged" && facts.acknowledgedAt === null)
			facts.acknowledgedVia = calls.channelOf(event);
		apply(facts, event);
		if (event.type === "reopened") epoch++;
		const paged = calls.pagedBy(event, epoch);
		if (paged !== null)
			facts.pages.push({ userId: paged, at: event.at, weekHour: weekHourAt(zoneOf(paged), event.at) });
	}
	const updates = { updatesKept: promises.kept, updatesLate: promises.late, updateGaps: gaps.found };
	const inTime = {
		...{ acknowledgedInTime: targets.kept, acknowledgedLate: targets.late },
		...{ stakeholdersKept: told.kept, stakeholdersLate: told.late },
	};
	return { ...facts, ...pageCounts(facts.pages), ...updates, ...inTime };
}

export function pageCounts(pages: readonly PersonPage[]) {
	const nightPageCount = pages.filter((page) => isNight(page.weekHour)).length;
	return { pageCount: pages.length, nightPageCount };
}

function begin(data: EventData["triggered"], at: number, aftermath: Aftermath): IncidentFacts {
	return {
		incidentId: data.incidentId,
		number: data.number,
		serviceId: data.service.id,
		severity: data.severity,
		source: { kind: data.source.kind, id: data.source.id },
		detectedAt: fromWire(data.detectedAt),
		triggeredAt: at,
		acknowledgedAt: null,
		resolvedAt: null,
		resolvedBy: null,
		reopenedCount: 0,
		isDrill: data.drill,
		isMerged: false,
		disposition: null,
		pages: [],
		pageCount: 0,
		nightPageCount: 0,
		updatesKept: 0,
		updatesLate: 0,
		...{ acknowledgedInTime: 0, acknowledgedLate: 0, stakeholdersKept: 0, stakeholdersLate: 0 },
		acknowledgedVia: null,
		updateGaps: [],
		hasRunbook: false,
		...aftermath,
	};
}

function apply(facts: IncidentFacts, event: IncidentEvent): void {
	switch (event.type) {
		case "numbered":
			facts.number = event.data.number;
			return;
		case "acknowledged":
			facts.acknowledgedAt ??= event.at;
			return;
		case "severity_changed":
			facts.severity = event.data.to;
			return;
		case "resolved":
			facts.resolvedAt = event.at;
			facts.resolvedBy = event.actor.kind;
			facts.disposition = event.data.disposition ?? facts.disposition;
			return;
		case "disposition_set":
			facts.disposition = event.data.to;
			return;
		case "reopened":
			facts.resolvedAt = null;
			facts.resolvedBy = null;
			// A resolve that was taken back at once was none.
			facts.reopenedCount += event.data.undone || event.data.splitFrom ? 0 : 1;
			// What comes out of another is one of its own again.
			if (event.data.splitFrom) facts.isMerged = false;
			return;
		case "merged":
			// The one that takes others in goes on.
			facts.isMerged ||= event.data.intoIncidentId !== facts.incidentId;
			return;
		case "runbook_step":
			facts.hasRunbook ||= event.data.state !== "open";
	}
}

/** Which pages are one call of a person: several devices, or the same one tried again. */
class Calls {
	private readonly callOf = new Map<string, string>();
	private readonly made = new Set<string>();
	private readonly kindOf = new Map<string, AckChannel>();

	/** Who is paged by this event for the first time of a call; null when nobody is. */
	pagedBy(event: IncidentEvent, epoch: number): string | null {
		if (event.type === "page_queued") {
			const { pageId, run, round, level, userId, methodKind, about } = event.data;
			// A reminder before an update is due wakes nobody.
			if (about?.stage === "soon") this.made.add(pageId);
			this.kindOf.set(pageId, methodKind);
			if (about?.stage !== "soon") this.callOf.set(pageId, [epoch, run, round, level, userId].join(" "));
		}
		if (event.type !== "page_attempted" || event.data.userId === null) return null;
		const call = this.callOf.get(event.data.pageId) ?? event.data.pageId;
		if (this.made.has(call)) return null;
		this.made.add(call);
		return event.data.userId;
	}

	/** By what way this acknowledgement came; null for a page that was never queued here. */
	channelOf({ actor, data }: Extract<IncidentEvent, { type: "acknowledged" }>): AckChannel | null {
		if (data.pageId !== null) return this.kindOf.get(data.pageId) ?? null;
		if (actor.kind === "user") return "app";
		return actor.kind === "token" ? "api" : "integration";
	}
}
