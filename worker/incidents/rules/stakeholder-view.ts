/**
 * What a stakeholder link shows: how bad it is, who leads, what was told, and when the next word comes. Never in it:
 * descriptions, notes, evidence, monitors, runbooks, pages, people but the lead, and what looks like a secret in
 * anybody's text. Fields are copied one by one.
 */
import type { Severity } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Audience, IncidentStatus, IncidentView, TimelineEvent } from "./incident-types.ts";
import type { UpdatePublished } from "./update-events.ts";
import { withoutSecrets } from "./without-secrets.ts";

export interface StakeholderView {
	number: number;
	title: string;
	severity: Severity;
	serviceName: string;
	state: IncidentView["state"];
	status: IncidentStatus;
	leadName: string | null;
	triggeredAt: Instant;
	resolvedAt: Instant | null;
	/** The earlier of what stakeholders and the public were promised. */
	nextUpdateDueAt: Instant | null;
	estimatedResolutionAt: Instant | null;
	updates: { at: Instant; audience: Audience; status: IncidentStatus; message: string }[];
}

/** How it stands, with all that was told, newest first. */
export function stakeholderView(view: IncidentView, events: readonly TimelineEvent[]): StakeholderView {
	const dueAt = [view.nextStakeholderUpdateDueAt ?? null, view.nextUpdateDueAt].filter((at) => at !== null);
	return {
		number: view.number,
		title: withoutSecrets(view.title),
		severity: view.severity,
		serviceName: view.service.name,
		state: view.state,
		status: view.status,
		leadName: view.lead?.name ?? null,
		triggeredAt: view.triggeredAt,
		resolvedAt: view.resolvedAt,
		nextUpdateDueAt: dueAt.length === 0 ? null : Math.min(...dueAt),
		estimatedResolutionAt: view.estimatedResolutionAt ?? null,
		updates: events.flatMap(updateOf).reverse(),
	};
}

/** What a newer version wrote is not shown. */
function updateOf({ type, at, data }: TimelineEvent): StakeholderView["updates"] {
	if (type !== "update_published" || data.v !== undefined) return [];
	const { audience, status, message } = asUpdate(data);
	return [{ at, audience, status, message: withoutSecrets(message) }];
}

/** Of this type the store keeps nothing else. */
const asUpdate = (data: TimelineEvent["data"]) => data as unknown as UpdatePublished;
