import type { IncidentEvent } from "../../incidents/rules/events.ts";
import { acknowledgeBefore, dueAfter, instantOrNull } from "../../incidents/rules/promised.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";

/** What came by its time, and what did not. */
export interface Kept {
	kept: number;
	late: number;
}

/**
 * First acknowledgements of each epoch against the time that the severity allows. A resolve before it, and another
 * severity, release from it.
 */
export class AcknowledgeTargets implements Kept {
	kept = 0;
	late = 0;
	private dueAt: Instant | null = null;
	private withinSeconds: number | null = null;

	note(event: IncidentEvent): void {
		switch (event.type) {
			case "triggered":
			case "severity_changed":
				if (event.type === "severity_changed" && this.dueAt === null) return;
				this.withinSeconds = event.data.acknowledgeWithinSeconds ?? null;
				return this.begin(event.data.firstPageAt);
			case "reopened":
				return this.begin(event.data.firstPageAt);
			case "acknowledged":
				if (this.dueAt !== null && event.at <= this.dueAt) this.kept++;
				this.dueAt = null;
				return;
			case "acknowledgement_overdue":
				if (event.data.dueAt === toWireOrNull(this.dueAt)) this.late++;
				this.dueAt = null;
				return;
			case "resolved":
				this.dueAt = null;
		}
	}

	private begin(firstPageAt: string | null): void {
		this.dueAt = acknowledgeBefore(instantOrNull(firstPageAt), this.withinSeconds).acknowledgeBy;
	}
}

/** Updates that stakeholders were promised; a public one is theirs too. */
export class StakeholderPromises implements Kept {
	kept = 0;
	late = 0;
	private dueAt: Instant | null = null;
	private everySeconds: number | null = null;

	note(event: IncidentEvent): void {
		switch (event.type) {
			case "triggered":
			case "severity_changed":
				this.everySeconds = event.data.stakeholderUpdateEverySeconds ?? null;
				return this.begin(event.at);
			case "reopened":
			case "soak_ended":
				return this.begin(event.at);
			case "update_published":
				if (this.dueAt !== null && event.at <= this.dueAt) this.kept++;
				else if (this.dueAt !== null) this.late++;
				this.dueAt = instantOrNull(event.data.stakeholdersDueAt ?? null);
				return;
			case "stakeholder_update_overdue":
				if (this.dueAt !== null) this.late++;
				this.dueAt = null;
				return;
			case "resolved":
			case "soak_started":
				this.dueAt = null;
		}
	}

	private begin(at: Instant): void {
		this.dueAt = dueAfter(at, this.everySeconds);
	}
}
