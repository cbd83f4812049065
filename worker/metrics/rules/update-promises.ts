import type { IncidentEvent } from "../../incidents/rules/events.ts";
import { dueAfter, instantOrNull } from "../../incidents/rules/promised.ts";
import type { Instant } from "../../platform/rules/time.ts";

/**
 * The promises to the public, "next update by 14:30", judged one by one. A promise is kept by an update that comes in
 * time, and broken by one that comes later, or by none. A resolve or another severity in time releases from it.
 */
export class UpdatePromises {
	kept = 0;
	late = 0;
	private dueAt: Instant | null = null;
	private everySeconds: number | null = null;
	/** Nothing is promised of what the public does not see. */
	private isPublic = false;
	private hasComponent = false;

	note(event: IncidentEvent): void {
		switch (event.type) {
			case "triggered":
				this.hasComponent = event.data.component !== null;
				this.isPublic = event.data.public && this.hasComponent;
				this.everySeconds = event.data.publicUpdateEverySeconds;
				this.dueAt = dueAfter(event.at, this.everySeconds);
				return;
			case "severity_changed":
				this.judge(event.at, false);
				this.isPublic ||= event.data.public && this.hasComponent;
				this.everySeconds = event.data.publicUpdateEverySeconds;
				this.dueAt = dueAfter(event.at, this.everySeconds);
				return;
			case "update_published":
				if (event.data.audience !== "public") return;
				this.judge(event.at, true);
				this.isPublic ||= this.hasComponent;
				this.dueAt = instantOrNull(event.data.nextUpdateDueAt);
				return;
			case "update_overdue":
				this.judge(event.at, false);
				this.dueAt = null;
				return;
			case "soak_started":
			case "resolved":
				this.judge(event.at, false);
				this.dueAt = null;
				return;
			case "soak_ended":
			case "reopened":
				this.judge(event.at, false);
				this.dueAt = dueAfter(event.at, this.everySeconds);
		}
	}

	private judge(at: Instant, isUpdate: boolean): void {
		if (this.dueAt === null || !this.isPublic) return;
		if (at > this.dueAt) this.late++;
		else if (isUpdate) this.kept++;
	}
}
