import type { Observation } from "../../monitoring/rules/monitor.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { firstPageAt } from "../../paging/rules/severity-hours.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { type Instant, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import type { NewEvent } from "./events.ts";
import type { IncidentView } from "./incident-types.ts";

/** What the first event tells. */
export interface Opening {
	incidentId: string;
	title: string;
	description: string | null;
	severity: Severity;
	source: IncidentView["source"];
	detectedAt: number;
	actor: Actor;
	drill: boolean;
	plan: PagingPlan;
	evidence: Observation[];
}

/** The first event of an incident: everything that it starts from. */
export function triggered(input: Opening, now: Instant): NewEvent {
	const { plan, severity } = input;
	const { service } = plan;
	const rule = ruleFor(plan.severityPolicy, severity);
	const hasComponent = service.componentId !== null && service.componentName !== null;
	return {
		type: "triggered",
		actor: input.actor,
		data: {
			incidentId: input.incidentId,
			number: 0,
			title: input.title,
			description: input.description,
			severity,
			urgency: rule.urgency,
			service: { id: service.id, name: service.name },
			component: hasComponent ? { id: service.componentId ?? "", name: service.componentName ?? "" } : null,
			publicTitle: service.publicTitle,
			source: input.source,
			detectedAt: toWire(Math.min(input.detectedAt, now)),
			firstPageAt: toWireOrNull(firstPageAt(plan, severity, now)),
			public: rule.publish === "automatic" && !input.drill,
			publicUpdateEverySeconds: rule.publicUpdateEverySeconds,
			...(input.source.kind !== "test" && timesOf(plan, severity, input.drill)),
			drill: input.drill,
			evidence: input.evidence.map(seen),
		},
	};
}

/** How soon it is to be acknowledged, and how often stakeholders are told, where there are any. */
export function timesOf(paging: PagingPlan, severity: Severity, isDrill: boolean) {
	const rule = ruleFor(paging.severityPolicy, severity);
	const told = [rule.notifyUserIds, paging.stakeholders ?? [], paging.service.notifyUserIds ?? []];
	const hasStakeholders = told.some((people) => people.length > 0);
	return {
		stakeholderUpdateEverySeconds: hasStakeholders && !isDrill ? rule.stakeholderUpdateEverySeconds : null,
		acknowledgeWithinSeconds: rule.acknowledgeWithinSeconds,
	};
}

/** A check as the timeline tells it. What a job reported was seen in no region: "". */
export function seen({ region, outcome, reason, detail }: Observation) {
	return { region: region ?? "", outcome, reason, detail };
}
