import { actionItemsOf } from "../../../db/reviews/action-items.ts";
import { type ReviewRow, viewsOf } from "../../../db/reviews/reviews.ts";
import { currentSections, type SectionRow } from "../../../db/reviews/sections.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { Env } from "../../platform/env.ts";
import { type Instant, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { type Line, linesOf } from "../rules/event-lines.ts";
import { proposedActions } from "../rules/findings.ts";
import { undecided } from "../rules/proposals.ts";
import { changedSinceApproval, isOverdue, SECTIONS, type SectionName } from "../rules/review.ts";
import { figuresOf, type Story } from "../rules/story.ts";
import { reviewFields } from "./contract/review.ts";
import { isRequired } from "./ensure.ts";
import { publicDraftOf } from "./public-draft.ts";
import { incidentEvents, incidentView, severityPolicyOf } from "./story-of.ts";

/** The row's own fields: what the audit log keeps of it. */
export const plainReview = wireOf(reviewFields);

/** Reviews as a list shows them: without their sections. */
export async function listedReviews(env: Env, rows: ReviewRow[], now: Instant) {
	const views = await viewsOf(
		env.DB,
		rows.map((row) => row.incidentId),
	);
	const policy = await severityPolicyOf(env);
	return rows.map((row) => {
		const view = views.get(row.incidentId) ?? null;
		return {
			...plainReview(row),
			required: view !== null && isRequired(view, ruleFor(policy, view.severity)),
			overdue: isOverdue(row, now),
			incident: view && incidentFacts(view),
		};
	});
}

/** What a review is told from: its incident, as far as that is still known. */
export async function storyOf(env: Env, row: ReviewRow): Promise<Story | null> {
	const [view, policy] = await Promise.all([incidentView(env, row.incidentId), severityPolicyOf(env)]);
	if (!view) return null;
	return { view, events: await incidentEvents(env, row.incidentId), rule: ruleFor(policy, view.severity) };
}

/** The whole of it. */
export async function shownReview(env: Env, row: ReviewRow, now: Instant) {
	const [story, sections, items] = await Promise.all([
		storyOf(env, row),
		currentSections(env.DB, row.id),
		actionItemsOf(env.DB, row.incidentId),
	]);
	const lines = story ? linesOf(story) : [];
	const by = new Map(sections.map((section) => [section.name, section]));
	const wires = SECTIONS.flatMap((name) => {
		const section = by.get(name);
		return section ? [[name, sectionWire(section, lines)] as const] : [];
	});
	return {
		...plainReview(row),
		required: story !== null && isRequired(story.view, story.rule),
		overdue: isOverdue(row, now),
		incident: story && incidentFacts(story.view),
		changedSinceApproval: changedSinceApproval(row, sections),
		publicDraft: story && publicDraftOf(story),
		proposedActions: story
			? undecided(proposedActions(story), { items, dismissed: row.dismissedProposals })
			: [],
		figures: story ? figuresOf(story) : { detectMs: null, acknowledgeMs: null, resolveMs: null },
		sections: Object.fromEntries(wires) as Record<SectionName, ReturnType<typeof sectionWire>>,
	};
}

export type ShownReview = Awaited<ReturnType<typeof shownReview>>;

export function sectionWire(section: SectionRow, lines: Line[]) {
	return {
		...versionWire(section),
		prefilled: section.by.kind === "system",
		...(section.name === "timeline"
			? { lines: lines.map(({ seq, at, text, pinned = false }) => ({ seq, at: toWire(at), text, pinned })) }
			: {}),
	};
}

export function versionWire({ name, version, text, at, by, entries }: SectionRow) {
	const own = { version, text, updatedAt: toWire(at), updatedBy: by };
	return name === "timeline" ? { ...own, entries } : own;
}

function incidentFacts(view: IncidentView) {
	return {
		id: view.id,
		number: view.number,
		title: view.title,
		severity: view.severity,
		service: view.service,
		lead: view.lead,
		drill: view.drill,
		detectedAt: toWire(view.detectedAt),
		triggeredAt: toWire(view.triggeredAt),
		acknowledgedAt: toWireOrNull(view.acknowledgedAt),
		resolvedAt: toWireOrNull(view.resolvedAt),
	};
}
