import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { IncidentRest } from "../../platform/rpc.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { hours, type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Incident } from "../rules/incident.ts";
import type { EventStore } from "./event-store.ts";

/** A rest that is shorter spares nothing. */
const LEAST_MS = minutes(2);
/** However sure it is: it is looked at this often. */
const MOST_MS = hours(1);
const TIMEOUT_MS = seconds(2);
const LONGEST_PAUSE_MS = seconds(60);

interface Word {
	/** Grows with every word: a rest that reaches the Vault late must not outlive the end of it. */
	order: number;
	/** 0: to be looked at each minute. */
	until: Instant;
	/** False while the Vault does not know that the rest is over. */
	isTold: boolean;
}

const FACT = "rest";
const REST_SHAPE = storedShape<Word>(asItIs);
const NONE: Word = { order: 0, until: 0, isTold: true };

/**
 * Until when the minute tick leaves the incident alone. Only what is acknowledged rests, and no longer than until its
 * own next step; whatever wakes it before then ends the rest, and the Vault is told until it knows.
 */
export class Rest {
	private word: Word | null = null;
	private isTelling = false;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
	) {}

	/** Said to the tick, which hands it to the Vault. `nextAt`: when something becomes due by itself, null for never. */
	grant(incident: Incident, nextAt: Instant | null, now: Instant): IncidentRest | null {
		const most = now + MOST_MS;
		const until = nextAt === null ? most : Math.min(nextAt, most);
		if (incident.state !== "acknowledged" || until - now < LEAST_MS) return null;
		const known = this.known();
		// Asked for once more: the Vault has not heard of it.
		const isSame = known.until > now && known.until <= until;
		if (!isSame) this.save({ order: this.nextOrder(now), until, isTold: true });
		const { order, until: restsUntil } = this.known();
		return { incidentId: incident.id, order, until: restsUntil };
	}

	/** It is awake at `at`: a rest that goes on longer is over. */
	endBefore(at: Instant, now: Instant): void {
		const known = this.known();
		if (known.until > at) this.save({ order: this.nextOrder(now), until: 0, isTold: false });
		if (!this.known().isTold) void this.tell();
	}

	private async tell(): Promise<void> {
		if (this.isTelling) return;
		this.isTelling = true;
		for (let failures = 0; !this.known().isTold; ) {
			const { order } = this.known();
			try {
				const id = this.store.incident()?.id ?? "";
				await withTimeout(vaultOf(this.env).incidentStirs(id, order), TIMEOUT_MS);
				if (this.known().order === order) this.save({ ...this.known(), isTold: true });
			} catch (error) {
				failures++;
				log("incident.stir_not_told", { failures, error: String(error) });
				const pauseMs = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures);
				await new Promise((resolve) => setTimeout(resolve, pauseMs));
			}
		}
		this.isTelling = false;
	}

	/** Greater than any before, also where the word of a newer version could not be read. */
	private nextOrder(now: Instant): number {
		return Math.max(this.known().order + 1, now);
	}

	private known(): Word {
		this.word ??= this.stored();
		return this.word;
	}

	private stored(): Word {
		const text = this.store.readFact(FACT);
		const read = text === null ? null : REST_SHAPE.fromText(text);
		return read === null || read.isNewer ? NONE : read.value;
	}

	private save(word: Word): void {
		this.store.writeFact(FACT, REST_SHAPE.toText(word));
		this.word = word;
	}
}
