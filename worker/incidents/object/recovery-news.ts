import type { CheckResult, Monitor } from "../../monitoring/rules/monitor.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { liveOf } from "../../platform/stubs.ts";
import type { RecoveryNewsWire } from "../contract/recovery-news.ts";
import type { EventData } from "../rules/events.ts";
import type { Follower } from "./recovery-look.ts";

/**
 * Tells everybody who listens how a look before a resolve goes: the whole picture each time, so that one that is lost
 * costs nothing. While one is on its way, the answers that come wait for the next. What counts is on the timeline.
 */
export class RecoveryNews implements Follower {
	private readonly startedAt = Date.now();
	private checks: RecoveryNewsWire["checks"] = [];
	private readonly answers: RecoveryNewsWire["answers"] = [];
	private result: EventData["recovery_checked"]["result"] | null = null;
	private outOfTime: string[] = [];
	private telling: Promise<void> | null = null;
	private again = false;

	constructor(
		private readonly env: Env,
		private readonly incidentId: string,
		private readonly by: Actor,
	) {}

	begins(monitors: readonly Monitor[]): void {
		this.checks = monitors.map(({ id, name, serviceId, regions }) => ({ id, name, serviceId, regions }));
		this.tell();
	}

	heard({ monitorId, region, outcome, reason, detail }: CheckResult): void {
		if (this.result !== null) return;
		this.answers.push({ monitorId, region, outcome, reason, detail });
		this.tell();
	}

	end({ result, outOfTime = [] }: Pick<EventData["recovery_checked"], "result" | "outOfTime">): void {
		this.result = result;
		this.outOfTime = outOfTime;
		this.tell();
	}

	private tell(): void {
		this.again = true;
		this.telling ??= this.loop().finally(() => {
			this.telling = null;
		});
	}

	private async loop(): Promise<void> {
		while (this.again) {
			this.again = false;
			try {
				await liveOf(this.env).publish({ type: "recovery", recovery: this.picture() });
			} catch (error) {
				log("recovery.not_told", { incidentId: this.incidentId, error: String(error) });
			}
		}
	}

	private picture(): RecoveryNewsWire {
		const { incidentId, by, startedAt, checks, answers, result, outOfTime } = this;
		const late = outOfTime.length > 0 && { outOfTime };
		return { incidentId, by, startedAt, checks, answers: [...answers], result, ...late };
	}
}
