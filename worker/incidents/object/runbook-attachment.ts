import { readFrozen } from "../../../db/runbooks/runbooks.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { seconds } from "../../platform/rules/time.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { attach, runbookToAttach } from "../rules/runbook.ts";
import type { EventStore } from "./event-store.ts";

const DATABASE_TIMEOUT_MS = 1_500;
/** While it is read, the alarm stands this far ahead: whatever is cut off is taken up again. */
const GUARD_MS = 4_000;
const LONGEST_PAUSE_MS = seconds(60);

/**
 * Attaches the runbook that fits, as it is when the incident begins. No page waits for it: without the database it is
 * attached when the database is back, an hour later at most.
 */
export class RunbookAttachment {
	private isReading = false;
	private failures = 0;
	private notBefore = 0;
	/** Deleted since the plan was made: asked for once by this instance. */
	private readonly gone = new Set<string>();

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
	) {}

	/** When it is to be tried, or looked after; null when none is to be attached. */
	nextAt(now: number): number | null {
		if (this.isReading) return now + GUARD_MS;
		return this.wanted(now) === null ? null : Math.max(now, this.notBefore);
	}

	/** Begins what is due; `ended` is called in the end. */
	begin(now: number, ended: () => void): void {
		const runbookId = this.wanted(now);
		if (runbookId === null || this.isReading || now < this.notBefore) return;
		this.isReading = true;
		void this.read(runbookId).finally(() => {
			this.isReading = false;
			ended();
		});
	}

	private async read(runbookId: string): Promise<void> {
		try {
			const frozen = await withTimeout(readFrozen(this.env.DB, runbookId), DATABASE_TIMEOUT_MS);
			if (frozen === null) this.gone.add(runbookId);
			else this.commit(frozen);
			this.failures = 0;
		} catch (error) {
			this.failures++;
			this.notBefore = Date.now() + Math.min(LONGEST_PAUSE_MS, seconds(2 ** Math.min(this.failures, 6)));
			log("incident.runbook_not_attached", { runbookId, failures: this.failures, error: String(error) });
		}
	}

	/** Somebody may have attached another one, or resolved it, while this one was read. */
	private commit(frozen: NonNullable<Awaited<ReturnType<typeof readFrozen>>>): void {
		const incident = this.store.incident();
		const events = incident ? attach(incident, frozen, "matched", SYSTEM) : [];
		if (events.length > 0) this.store.append(events, Date.now());
	}

	private wanted(now: number): string | null {
		const incident = this.store.incident();
		const paging = this.store.paging();
		return incident && paging && runbookToAttach(incident, paging, now, this.gone);
	}
}
