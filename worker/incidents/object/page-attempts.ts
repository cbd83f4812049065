import { traitsOf } from "../../paging/channels/traits.ts";
import type { SendOutcome } from "../../paging/rules/send-outcome.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { attempted, attempting } from "../rules/attempt.ts";
import { bundling } from "../rules/bundled.ts";
import { stepKey } from "../rules/escalation.ts";
import { causeWords, pageEvidence } from "../rules/page-evidence.ts";
import type { Bundled } from "../rules/page-ref.ts";
import { Admissions } from "./admissions.ts";
import { readyInBundle } from "./bundle-attempt.ts";
import { placeBelow } from "./chat-place.ts";
import { Departures } from "./departures.ts";
import type { EventStore } from "./event-store.ts";
import type { Holds } from "./holds.ts";
import type { Numbering } from "./numbering.ts";
import { pageAtHand, pageThatMayLeave } from "./page-at-hand.ts";
import { readyToSend } from "./sender.ts";

/** A request that is not ready by then is made ready anew later: a key may be asked of an object that hangs. */
const READY_MS = 8_000;

/** Makes attempts of pages. One at a time of each page: the runner sees to that. */
export class PageAttempts {
	readonly departures = new Departures();
	private readonly admissions: Admissions;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
		private readonly holds: Holds,
		private readonly numbering: Numbering,
	) {
		this.admissions = new Admissions(env);
	}

	/**
	 * Everything that has to be waited for is waited for first. Then, within one turn, the page is asked whether it may
	 * still leave, the attempt is committed, and the request leaves. The outcome is committed when it is known.
	 */
	async make(pageId: string): Promise<void> {
		const key = stepKey({ kind: "attempt", pageId });
		this.departures.begin(pageId);
		try {
			const before = pageAtHand(this.store, pageId);
			if (!before) return;
			const { incident } = before;
			const cause = causeWords(pageEvidence(incident.epoch, ...this.store.cause()), incident.title);
			const below = placeBelow(this.store, before.page);
			const leaves = { ...before, cause, below, number: this.numbering.known };
			const ready = before.page.bundle ? readyInBundle : readyToSend;
			const asked = this.admissions.ask(leaves, Date.now());
			// What costs each time is counted as it is made ready: not before it is known to leave by itself.
			const first = traitsOf(before.page.kind)?.isRare ? await asked : null;
			if (first?.kind === "bundle") return this.bundle(pageId, first);
			const [send, admitted] = await Promise.all([
				withTimeout(ready(this.env, leaves, Date.now()), READY_MS),
				asked,
			]);
			if (admitted.kind === "bundle") return this.bundle(pageId, admitted);
			const leaving = pageThatMayLeave(this.store, pageId, Date.now());
			if (!leaving) return;
			this.store.append([attempting(leaving)], Date.now());
			const outcome = send();
			this.departures.end(pageId);
			this.commitOutcome(pageId, await outcome);
			this.holds.release(key);
		} catch (error) {
			this.holds.hold(key, Date.now());
			log("page.attempt_broke", { incidentId: this.store.incident()?.id, pageId, error: String(error) });
		} finally {
			this.departures.end(pageId);
		}
	}

	private bundle(pageId: string, bundled: Bundled): void {
		const leaving = pageThatMayLeave(this.store, pageId, Date.now());
		if (leaving) this.store.append([bundling(leaving, bundled)], Date.now());
	}

	private commitOutcome(pageId: string, outcome: SendOutcome): void {
		const held = pageAtHand(this.store, pageId);
		if (!held) return;
		const { incident, paging, page } = held;
		const now = Date.now();
		const events = attempted(incident, paging, page, outcome, now);
		this.store.append([...events, ...this.numbering.news()], now);
		log("page.attempted", { incidentId: incident.id, pageId, outcome: outcome.kind, attempt: page.attempts });
	}
}
