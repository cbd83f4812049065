import type { Hearing } from "../../alerts/rpc.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { hours, type Instant, seconds } from "../../platform/rules/time.ts";
import { deskOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Monitor } from "../rules/monitor.ts";

/** What does not answer by then must not hold up the next beat. */
const TIMEOUT_MS = seconds(10);
/** A Desk that has promised to call is asked again after this long all the same. */
const REST_MS = hours(1);

/**
 * A monitor that is down is never silent: its Desk is asked whether an incident of it is open, cycle after cycle, or
 * promises to call when none is any more. In memory alone: whoever forgets asks again.
 */
export class WhoIsTold {
	private readonly env: Env;
	private readonly watch: string;
	private readonly restUntil = new Map<string, Instant>();
	/** Counts the calls of Desks: an answer from before a call is older than it. */
	private calls = 0;

	constructor(env: Env, watch: string) {
		this.env = env;
		this.watch = watch;
	}

	/** Asks about monitors that are down; `unheard` gets those of which nobody is told, Desk by Desk. */
	async ask(monitors: Monitor[], unheard: (ids: string[]) => Promise<void>): Promise<void> {
		const now = Date.now();
		const due = monitors.filter((monitor) => !isResting(this.restUntil.get(keyOf(monitor)), now));
		const byService = Map.groupBy(due, ({ serviceId }) => serviceId);
		await Promise.all([...byService].map(([serviceId, own]) => this.askDesk(serviceId, own, unheard)));
	}

	/** A Desk says that nobody is told of these any more. */
	called(monitorIds: string[]): void {
		this.calls++;
		for (const key of this.restUntil.keys())
			if (monitorIds.some((id) => key.endsWith(` ${id}`))) this.restUntil.delete(key);
	}

	private async askDesk(
		serviceId: string,
		monitors: Monitor[],
		unheard: (ids: string[]) => Promise<void>,
	): Promise<void> {
		const { calls } = this;
		try {
			const asked = deskOf(this.env, serviceId).hearings(
				monitors.map(({ id }) => id),
				this.watch,
			);
			const hearings = await withTimeout(asked, TIMEOUT_MS);
			const now = Date.now();
			if (calls === this.calls) this.rest(monitors, hearings, now);
			const ids = monitors.filter((_, i) => isUnheard(hearings[i], now)).map(({ id }) => id);
			if (ids.length > 0) await unheard(ids);
		} catch (error) {
			log("watch.desk_not_asked", { serviceId, error });
		}
	}

	private rest(monitors: Monitor[], hearings: Hearing[], now: Instant): void {
		for (const [i, monitor] of monitors.entries())
			if (hearings[i]?.open && hearings[i].calls) this.restUntil.set(keyOf(monitor), now + REST_MS);
			else this.restUntil.delete(keyOf(monitor));
	}
}

/** Moved to another service, a monitor has another Desk. */
const keyOf = ({ serviceId, id }: Monitor): string => `${serviceId} ${id}`;

/** Also after a clock that went back. */
function isResting(until: Instant | undefined, now: Instant): boolean {
	return until !== undefined && now < until && until - now <= REST_MS;
}

function isUnheard(hearing: Hearing | undefined, now: Instant): boolean {
	return hearing !== undefined && !hearing.open && (hearing.quietUntil ?? 0) <= now;
}
