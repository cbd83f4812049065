import type { IncidentEvent } from "../../incidents/rules/events.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { UpdateGap } from "./facts.ts";

/**
 * How long the public heard nothing, while an incident was public and open: from its beginning, or from when it became
 * public, to the first update, from each update to the next, and from the last one to the resolve, or until it works again
 * and is watched. The policy is the one
 * in force when the gap began, since that is when the next word was promised.
 */
export class UpdateGaps {
	readonly found: UpdateGap[] = [];
	/** When the public last heard something; null while nothing is public or open. */
	private since: Instant | null = null;
	private sinceEverySeconds: number | null = null;
	private everySeconds: number | null = null;
	private isPublic = false;
	/** Open, and not only watched: what works again and is watched promises nothing. */
	private isOpen = true;
	/** What a resolve ended, which may be taken back before the public is told. */
	private ended: { since: Instant; everySeconds: number | null } | null = null;
	private hasComponent = false;

	note(event: IncidentEvent): void {
		switch (event.type) {
			case "triggered":
				this.hasComponent = event.data.component !== null;
				return this.takePolicy(event.data, event.at);
			case "severity_changed":
				return this.takePolicy(event.data, event.at);
			case "update_published":
				if (event.data.audience !== "public") return;
				this.isPublic ||= this.hasComponent;
				this.end(event.at);
				return this.begin(event.at);
			case "soak_started":
				this.end(event.at);
				this.isOpen = false;
				return;
			case "soak_ended":
				this.isOpen = true;
				return this.begin(event.at);
			case "resolved":
				this.ended = this.since === null ? null : { since: this.since, everySeconds: this.sinceEverySeconds };
				this.end(event.at);
				this.isOpen = false;
				return;
			case "reopened":
				this.isOpen = true;
				if (event.data.undone && this.ended) return this.takeBack(this.ended);
				if (this.since === null) this.begin(event.at);
		}
	}

	/** The public was never told of the end: it went on waiting. */
	private takeBack({ since, everySeconds }: { since: Instant; everySeconds: number | null }): void {
		this.found.pop();
		this.since = since;
		this.sinceEverySeconds = everySeconds;
		this.ended = null;
	}

	private takePolicy({ public: makesPublic, publicUpdateEverySeconds }: PublicPolicy, at: Instant): void {
		this.everySeconds = publicUpdateEverySeconds;
		if (this.isPublic || !makesPublic || !this.hasComponent) return;
		this.isPublic = true;
		this.begin(at);
	}

	private begin(at: Instant): void {
		if (!this.isPublic || !this.isOpen) return;
		this.since = at;
		this.sinceEverySeconds = this.everySeconds;
	}

	private end(at: Instant): void {
		if (this.since === null) return;
		this.found.push({ gapMs: Math.max(0, at - this.since), everySeconds: this.sinceEverySeconds });
		this.since = null;
	}
}

interface PublicPolicy {
	public: boolean;
	publicUpdateEverySeconds: number | null;
}
