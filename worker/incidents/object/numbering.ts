import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { NewEvent } from "../rules/events.ts";
import type { EventStore } from "./event-store.ts";

/** Whoever looks at the incident waits no longer than this for its number. */
const TIMEOUT_MS = seconds(1);

/**
 * The number by which people call the incident. The Vault gives it, and keeps the incident among those that the minute
 * tick wakes. It is asked for once the incident is there, and comes on the timeline with what is written next: a Vault
 * that is down or slow delays no page, which leaves without.
 */
export class Numbering {
	private given: number | null = null;
	private asking: Promise<number> | null = null;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
	) {}

	/** 0 while the Vault has not answered, and for a test page. */
	get known(): number {
		return this.store.incident()?.number || (this.given ?? 0);
	}

	/** False for a test page, and once the number stands on the timeline. */
	isWanted(): boolean {
		const incident = this.store.incident();
		return incident !== null && incident.number === 0 && incident.source.kind !== "test";
	}

	/** Throws when the Vault does not answer in time. Asked again, it gives the same number. */
	async ask(): Promise<void> {
		const id = this.store.incident()?.id;
		if (id === undefined || !this.isWanted() || this.given !== null) return;
		this.asking ??= withTimeout(vaultOf(this.env).openIncident(id), TIMEOUT_MS).finally(() => {
			this.asking = null;
		});
		this.given = await this.asking;
	}

	/**
	 * For whoever is about to read the incident: its number is on the timeline then, unless the Vault does not answer.
	 * True when it was put there now, and those who follow are to hear of it.
	 */
	async settle(): Promise<boolean> {
		if (this.store.corruption() !== null || !this.isWanted()) return false;
		try {
			await this.ask();
			return this.keep(Date.now());
		} catch (error) {
			log("incident.no_number_yet", { incidentId: this.store.incident()?.id, error: String(error) });
			return false;
		}
	}

	/** What is to be written of a number that was given; nothing when it stands there. */
	news(): NewEvent[] {
		if (this.given === null || !this.isWanted()) return [];
		return [{ type: "numbered", actor: SYSTEM, data: { number: this.given } }];
	}

	/** Writes it by itself. True when there was something to write. */
	keep(now: Instant): boolean {
		const news = this.news();
		if (news.length > 0) this.store.append(news, now);
		return news.length > 0;
	}
}
