import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { nextOnLadder } from "./escalation.ts";
import type { Incident } from "./incident.ts";
import type { IncidentView } from "./incident-types.ts";
import { nextEscalation } from "./next-escalation.ts";
import { OWN_WORDS } from "./own-words.ts";
import { publicName } from "./public-name.ts";
import type { PublicIncident, PublicUpdate } from "./public-view.ts";

/** The incident as people who may see it are shown it. Without a plan nothing is said of the next page. */
export function viewOf(incident: Incident, paging: PagingPlan | null): IncidentView {
	return {
		id: incident.id,
		number: incident.number,
		title: incident.title,
		severity: incident.severity,
		urgency: incident.urgency,
		state: incident.state,
		status: incident.status,
		epoch: incident.epoch,
		service: incident.service,
		lead: incident.roles.lead ?? null,
		acknowledgedBy: incident.acknowledgedBy,
		detectedAt: incident.detectedAt,
		triggeredAt: incident.triggeredAt,
		acknowledgedAt: incident.acknowledgedAt,
		resolvedAt: incident.resolvedAt,
		nextEscalation: paging && nextEscalation(incident, paging),
		nextUpdateDueAt: incident.published ? incident.nextUpdateDueAt : null,
		nextStakeholderUpdateDueAt: incident.nextStakeholderUpdateDueAt,
		estimatedResolutionAt: incident.published ? incident.estimatedResolutionAt : null,
		acknowledgeBy: acknowledgeByOf(incident),
		firstAcknowledgement: firstOf(incident, paging),
		source: incident.source,
		drill: incident.drill,
		flapping: incident.flapping !== null,
		soakUntil: incident.soak?.untilAt ?? null,
		undoUntil: incident.unannounced?.undoUntilAt ?? null,
		disposition: incident.disposition,
		publicClosing: closingOf(incident),
		mergedInto: mergedIntoOf(incident),
		handovers: Object.values(incident.handovers),
		calledIn: [...incident.calledIn.values()],
		handoverSuggestion: suggestionOf(incident),
		triage: incident.triage,
		version: incident.seq,
	};
}

/** Over once the lead keeps the role, it changed hands, somebody is asked to take it, or the incident is over. */
export function suggestionOf({
	suggestion,
	roles,
	handovers,
	state,
}: Incident): IncidentView["handoverSuggestion"] {
	if (suggestion === null || suggestion.keptAt !== null || state === "resolved" || handovers.lead)
		return null;
	if (roles.lead?.id !== suggestion.leadId) return null;
	const { userId, userName, leadId } = suggestion;
	return { userId, userName, leadId };
}

function mergedIntoOf({ mergedInto }: Incident): IncidentView["mergedInto"] {
	if (mergedInto === null) return null;
	const { incidentId: id, number, title } = mergedInto;
	return { id, number, title };
}

function firstOf(incident: Incident, paging: PagingPlan | null): IncidentView["firstAcknowledgement"] {
	const { firstAcknowledgement: first, state } = incident;
	if (first === null || state !== "triggered") return null;
	const next = paging && nextOnLadder(incident, paging);
	return { ...first, enoughAt: next?.step.kind === "one_is_enough" ? next.at : null };
}

/** The last fifth of the time is at risk. */
const AT_RISK_SHARE = 0.2;

function acknowledgeByOf({ state, soak, acknowledgeBy: at, acknowledgeWithinSeconds: within }: Incident) {
	if (at === null || within === null || state !== "triggered" || soak !== null) return null;
	return { at, atRiskAt: at - within * 1_000 * AT_RISK_SHARE };
}

/** What customers read at the end of this episode, as far as it is known now. Null: they are told nothing of it. */
export function closingOf(incident: Incident): { component: string; message: string } | null {
	const { component, published, drill, soak, closings, earlier } = incident;
	if (component === null || !published || drill) return null;
	const said = soak?.publicMessage ?? closings[earlier.length];
	return { component: component.name, message: said ?? OWN_WORDS.resolved(component.name) };
}

/**
 * What the public may know, made from nothing but the public fields: never the title, the description, notes,
 * targets, people or evidence. Null when the service has no component, and for drills: the public never hears of them.
 */
export function publicViewOf(incident: Incident): PublicIncident | null {
	const { component, unannounced } = incident;
	if (component === null || incident.drill) return null;
	const status = unannounced?.shown ?? incident.status;
	const resolvedAt = unannounced ? null : incident.resolvedAt;
	return {
		incidentId: incident.id,
		seq: incident.seq,
		published: incident.published,
		severity: incident.severity,
		componentId: component.id,
		componentName: component.name,
		name: publicName(component.name, incident.severity, incident.publicTitle),
		status: status === "triage" ? "investigating" : status,
		startedAt: Math.min(incident.startedAt, incident.publicSince ?? incident.startedAt),
		monitoringAt: incident.monitoringAt,
		resolvedAt,
		updates: withOwnWords(incident, component.name, resolvedAt),
		nextUpdateDueAt: incident.nextUpdateDueAt,
		estimatedResolutionAt: incident.estimatedResolutionAt,
		earlier: incident.earlier,
		...(incident.mergedInto?.wasPublished &&
			!incident.published && { goesOnIn: incident.mergedInto.incidentId }),
	};
}

/**
 * The first and the last word of each episode are Tocsin's own, and that it works again and is watched, so that a thread
 * is never without them. Whoever resolves may put the last word themselves. What was said stays said: a later episode, or a person's own last word, takes none of them back.
 */
function withOwnWords(incident: Incident, componentName: string, resolvedAt: number | null): PublicUpdate[] {
	const { id, earlier, startedAt, updates, closings } = incident;
	const episodes = [...earlier, { startedAt, resolvedAt }];
	const own = episodes.flatMap((episode, i): PublicUpdate[] => {
		const opening: PublicUpdate = {
			id: i === 0 ? `${id}-opened` : `${id}-opened-${i + 1}`,
			at: episode.startedAt,
			status: "investigating",
			message: OWN_WORDS[i === 0 ? "opened" : "back"](componentName),
		};
		if (episode.resolvedAt === null) return [opening];
		const message = closings[i] ?? OWN_WORDS.resolved(componentName);
		return [opening, { id: `${id}-resolved-${i + 1}`, at: episode.resolvedAt, status: "resolved", message }];
	});
	return [...own, ...soakWords(incident, componentName), ...updates].sort((a, b) => a.at - b.at);
}

function soakWords({ id, soaks }: Incident, componentName: string): PublicUpdate[] {
	return soaks.flatMap(({ startedAt, failedAt }, i): PublicUpdate[] => {
		const works: PublicUpdate = {
			id: `${id}-watched-${i + 1}`,
			at: startedAt,
			status: "monitoring",
			message: OWN_WORDS.watched(componentName),
		};
		if (failedAt === null) return [works];
		const message = OWN_WORDS.notOver(componentName);
		return [works, { id: `${id}-failed-${i + 1}`, at: failedAt, status: "investigating", message }];
	});
}
