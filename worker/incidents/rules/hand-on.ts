/** The next level now, because somebody asks for it. */

import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { cancelPending } from "./cancel.ts";
import type { Decision } from "./decision.ts";
import { positionAfter } from "./escalation.ts";
import type { EventData, NewEvent } from "./events.ts";
import { type Incident, pageRef } from "./incident.ts";
import type { Page } from "./incident-types.ts";

/**
 * Pages the next level: of this run while nobody has acknowledged, else of a new one. Nothing when somebody asked before
 * and that level is not paged yet; refused at a severity that pages nobody.
 */
export function escalate(incident: Incident, paging: PagingPlan, actor: Actor): Decision {
	const { ladder } = incident;
	if (ruleFor(paging.severityPolicy, incident.severity).page === "never") {
		const detail = `${incident.severity} pages nobody: raise the severity, or call people in.`;
		return { refusal: { code: "conflict", detail } };
	}
	// Somebody asked a moment ago, and that level is not paged yet: going on from it would skip the people there.
	if (ladder.asked) return { events: [] };
	const from = ladder;
	const next = from.level === 0 ? { round: 1, level: 1 } : positionAfter(paging, from.round, from.level);
	const startsRun = next === null || ladder.exhaustedAt !== null || incident.state === "acknowledged";
	const position = next === null || ladder.exhaustedAt !== null ? { round: 1, level: 1 } : next;
	const data: EventData["escalated"] = {
		run: startsRun ? ladder.run + 1 : ladder.run,
		...position,
		targets: paging.policy.levels[position.level - 1]?.targets ?? [],
		reason: "asked",
	};
	const cancelled = startsRun ? cancelPending(incident, "superseded", actor) : [];
	return { events: [{ type: "escalated", actor, data }, ...cancelled] };
}

/**
 * "I cannot take it", said by the bearer of a page. It leaves the page's own level and no other: a repeat, or one that
 * comes after the ladder went on or somebody else has it, changes nothing but that this person is not called again.
 */
export function cannotTake(incident: Incident, paging: PagingPlan, pageId: string, actor: Actor): Decision {
	const page = incident.pages.get(pageId);
	if (!page || page.epoch !== incident.epoch || page.isAnswered) return { events: [] };
	const said: NewEvent = {
		type: "page_answered",
		actor,
		data: { ...pageRef(page), answer: "cannot_take_it" },
	};
	const further = isOnLadderAt(incident, page) ? escalate(incident, paging, actor) : null;
	return { events: [said, ...(further && "events" in further ? further.events : [])] };
}

/** The ladder stands where this page was sent from, and nobody else has taken it. */
function isOnLadderAt(incident: Incident, page: Page): boolean {
	const { ladder, state, acknowledgedBy, soak } = incident;
	if (state === "resolved" || soak !== null || page.run !== ladder.run || ladder.asked) return false;
	if (state === "acknowledged" && acknowledgedBy?.id !== page.userId) return false;
	if (page.level === 0) return ladder.level === 0 && !incident.calledIn.has(page.userId ?? "");
	return page.round === ladder.round && page.level === ladder.level && !ladder.currentEmpty;
}
