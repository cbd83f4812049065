import { readyNotice } from "../../paging/pager.ts";
import type { ContactMethod, PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { SendOutcome } from "../../paging/rules/send-outcome.ts";
import type { Env } from "../../platform/env.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { bundlesOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Incident } from "../rules/incident.ts";
import type { Page } from "../rules/incident-types.ts";
import {
	isOnPhone,
	pagesToReplace,
	type Settled,
	settledBy,
	settledNotice,
	stillHolds,
} from "../rules/settled.ts";
import type { EventStore } from "./event-store.ts";
import { OneTelling } from "./one-telling.ts";

/** What is cut off is taken up again after this long. */
const GUARD_MS = seconds(10);
/** A push service that does not take it is asked again after these; then the phone learns it from the app. */
const RETRY_MS = [seconds(2), seconds(15)];
/** Requests of one invocation that may wait at once, and leave connections for whatever else happens. */
const AT_ONCE = 4;
/** A person's object that does not answer is told again. */
const BUNDLE_MS = seconds(10);
const AGAIN: SendOutcome = { kind: "retry", reason: "internal", retryAfterMs: null };

interface Word {
	/** The event that phones were told of last. */
	seq: number;
	tries: number;
	/** When they are told once more; null when all is done. */
	retryAt: Instant | null;
	/** Pages by other methods that are told of for good. Absent in what was kept before: none. */
	told?: string[];
}

const FACT = "phones";
const SHAPE = storedShape<Word>(asItIs);
const NONE: Word = { seq: 0, tries: 0, retryAt: null };

/**
 * Tells whoever was paged that nobody has to answer any more: what lock screens show is replaced, and by every other method
 * a page is followed by one such word. It is no page: nothing waits for it, and what cannot be told after three tries is left.
 */
export class PhoneNews {
	private word: Word | null = null;
	private readonly telling = new OneTelling("phones.not_told", () => this.loop());
	/** The last event that was looked at: what came before it settles nothing. */
	private lookedAt = 0;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
	) {}

	/** When it is to be called again by itself; null for never. */
	retryAt(now: Instant): Instant | null {
		return this.telling.isUnderWay ? now + GUARD_MS : this.known().retryAt;
	}

	/** One telling at a time; true when there was something to tell. Never rejects. */
	tell(): Promise<boolean> {
		return this.telling.run();
	}

	private async loop(): Promise<boolean> {
		let hasTold = false;
		for (let next = this.due(); next; next = this.due()) {
			const { seq } = next;
			hasTold = true;
			const tries = this.known().seq === seq ? this.known().tries + 1 : 1;
			this.save({ seq, tries, retryAt: Date.now() + GUARD_MS });
			const isTold = await this.replace(next);
			// Something newer may have been noted meanwhile: it is told in the next turn.
			const waitMs = isTold ? undefined : RETRY_MS[tries - 1];
			this.save({ seq, tries, retryAt: waitMs === undefined ? null : Date.now() + waitMs });
		}
		return hasTold;
	}

	/** What is to be told now. */
	private due(): Settled | null {
		const incident = this.store.incident();
		if (!incident) return null;
		const { seq, retryAt } = this.known();
		const now = Date.now();
		const isRetried = retryAt !== null && retryAt <= now;
		if (!isRetried && this.lookedAt >= incident.seq) return null;
		this.lookedAt = incident.seq;
		const settled = settledBy(incident, this.store.eventsAfter(retryAt === null ? seq : seq - 1), now);
		if (settled === null && retryAt !== null) this.save({ seq, tries: 0, retryAt: null });
		return settled && (settled.seq > seq || isRetried) ? settled : null;
	}

	/** False when a push service did not take one of them. */
	private async replace(settled: Settled): Promise<boolean> {
		const [incident, paging] = [this.store.incident(), this.store.paging()];
		if (!incident || !paging) return true;
		const pages = pagesToReplace(incident, settled, new Set(this.known().told));
		let isTold = true;
		for (let i = 0; i < pages.length; i += AT_ONCE) {
			const some = pages.slice(i, i + AT_ONCE);
			const ready = await Promise.all(some.map((page) => this.ready(incident, paging, settled, page)));
			// It may be paging again since.
			const present = this.store.incident();
			if (!present || !stillHolds(present, settled)) return true;
			const outcomes = await Promise.all(ready.map((send) => send?.()));
			isTold = isTold && outcomes.every((outcome) => outcome?.kind !== "retry");
			this.noteTold(some.filter((page, n) => !isOnPhone(page) && outcomes[n]?.kind === "accepted"));
		}
		return isTold;
	}

	/** Before anything else is told: whoever is told twice asks what happened now. */
	private noteTold(pages: Page[]): void {
		if (pages.length === 0) return;
		const known = this.known();
		this.save({ ...known, told: [...(known.told ?? []), ...pages.map(({ id }) => id)] });
	}

	/** What a bundle told of, the person's own object settles; what came by itself is replaced by itself. */
	private async ready(incident: Incident, paging: PagingPlan, settled: Settled, page: Page) {
		const person = paging.people.find(({ id }) => id === page.userId);
		const method = person?.methods.find(({ id }) => id === page.methodId);
		if (!person || method?.state !== "active") return null;
		if (!page.bundle) return this.notice(incident, settled, person.id, method);
		const tell = () => bundlesOf(this.env, person.id).settled(incident.id, person.id, method);
		return () => withTimeout(tell(), BUNDLE_MS).catch(() => AGAIN);
	}

	private notice(incident: Incident, settled: Settled, userId: string, method: ContactMethod) {
		const navigate = `${publicUrl(this.env)}/app/incidents/${incident.id}`;
		return readyNotice(this.env, method, settledNotice(incident, settled, userId, navigate));
	}

	private known(): Word {
		this.word ??= this.stored();
		return this.word;
	}

	private stored(): Word {
		const text = this.store.readFact(FACT);
		const read = text === null ? null : SHAPE.fromText(text);
		return read === null || read.isNewer ? NONE : read.value;
	}

	private save(change: Word): void {
		const word = { told: this.known().told, ...change };
		this.store.writeFact(FACT, SHAPE.toText(word));
		this.word = word;
	}
}
