import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { seconds } from "../../platform/rules/time.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { DeskOutbox } from "./desk-outbox.ts";

const TIMEOUT_MS = seconds(2);

/**
 * Tells the Vault that work waits here, so that the minute tick looks in each minute until it is done. An idle Desk is
 * looked at every 15 minutes only.
 */
export class WaitingWord {
	private readonly env: Env;
	private readonly outbox: DeskOutbox;
	private isGiven = false;

	constructor(env: Env, outbox: DeskOutbox) {
		this.env = env;
		this.outbox = outbox;
	}

	/** Once until the tick has found the Desk idle. Never throws: the alarm and the tick of every 15 minutes are left. */
	async give(serviceId: string): Promise<void> {
		if (this.isGiven) return;
		this.isGiven = true;
		try {
			await withTimeout(vaultOf(this.env).deskWaits(serviceId), TIMEOUT_MS);
		} catch (error) {
			this.isGiven = false;
			log("desk.word_not_given", { serviceId, error });
		}
	}

	/** Before a caller is answered, and may forget what it brought: also one that brings it for the second time. */
	async giveFor(incidentIds: string[], serviceId: string): Promise<void> {
		if (incidentIds.some((id) => this.outbox.first(id) !== null)) await this.give(serviceId);
	}

	/** An idle Desk may be taken from the list now. Answers what it was told. */
	takeBackIf(isIdle: boolean): boolean {
		if (isIdle) this.isGiven = false;
		return isIdle;
	}
}
