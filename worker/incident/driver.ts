import { attempted, attempting, type SendOutcome } from "../core/attempt.ts";
import { earliest, plan, type Step } from "../core/escalation.ts";
import type { Incident } from "../core/incident.ts";
import { nextAttemptAt } from "../core/page.ts";
import { takeStep } from "../core/steps.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { newId } from "../vault/ids.ts";
import { callFallback } from "./fallback.ts";
import type { Followers } from "./followers.ts";
import type { Ledger } from "./ledger.ts";
import { freshPaging } from "./paging-source.ts";
import { send } from "./sender.ts";
import type { Waker } from "./waker.ts";

/** Connections of one invocation that may wait for an answer at once: the platform's limit. */
const AT_ONCE = 6;
/** While something is being done, the alarm stands this far ahead: whatever is cut off is taken up again. */
const GUARD_MS = 10_000;
/** A step that keeps breaking is left alone after this many tries, until the object is next woken. */
const PATIENCE = 5;

/**
 * Does what is due and arms the one alarm. It never throws and never remembers what is due: each turn asks `plan`
 * anew, so being called twice, late, or after a kill in the middle leads to the same end.
 */
export class Driver {
	private running: Promise<void> | null = null;
	private again = false;
	private readonly inFlight = new Set<string>();
	private readonly broken = new Map<string, number>();

	constructor(
		private readonly env: Env,
		private readonly ledger: Ledger,
		private readonly followers: Followers,
		private readonly waker: Waker,
	) {}

	/** Answers when everything due at this moment is done or under way, and the alarm is set. */
	drive(): Promise<void> {
		if (!this.ledger.isOpen()) return Promise.resolve();
		if (this.running) {
			this.again = true;
			return this.running;
		}
		this.running = this.loop().finally(() => {
			this.running = null;
		});
		return this.running;
	}

	/** True when nothing can become due any more without a command. */
	isSettled(): boolean {
		return this.wakeAt(Date.now()) === null && this.inFlight.size === 0;
	}

	private async loop(): Promise<void> {
		await this.waker.arm(Date.now() + GUARD_MS, Date.now());
		const damage = this.ledger.damage();
		if (damage !== null) return this.callForHelp(damage);
		do {
			this.again = false;
			for (const step of this.due()) await this.take(step);
			void this.followers.follow().then(() => this.rearm());
		} while (this.again);
		await this.rearm();
	}

	/** Nothing can be decided from a timeline that cannot be read: the admins are called, again and again. */
	private async callForHelp(damage: string): Promise<void> {
		const at = await callFallback(this.env, this.ledger, damage, Date.now());
		await this.waker.arm(at, Date.now());
	}

	private due(): Step[] {
		const incident = this.ledger.incident();
		const paging = this.ledger.paging();
		if (!incident || !paging) return [];
		return plan(incident, paging, Date.now(), this.inFlight).due.filter(
			(step) => (this.broken.get(JSON.stringify(step)) ?? 0) < PATIENCE,
		);
	}

	private async rearm(): Promise<void> {
		if (this.running && this.again) return;
		const now = Date.now();
		await this.waker.arm(this.wakeAt(now), now);
	}

	private wakeAt(now: number): number | null {
		const incident = this.ledger.incident();
		const paging = this.ledger.paging();
		if (!incident || !paging) return null;
		const { due, wakeAt } = plan(incident, paging, now, this.inFlight);
		const waiting = due.length > 0 ? now + GUARD_MS : null;
		return earliest(earliest(wakeAt, waiting), this.followers.retryAt());
	}

	private async take(step: Step): Promise<void> {
		try {
			if (step.kind === "attempt") this.startAttempt(step.pageId);
			else await this.takeLadderStep(step);
		} catch (error) {
			const key = JSON.stringify(step);
			this.broken.set(key, (this.broken.get(key) ?? 0) + 1);
			const incidentId = this.ledger.incident()?.id;
			log("incident.step_broke", { incidentId, step: step.kind, error: String(error) });
		}
	}

	private async takeLadderStep(step: Exclude<Step, { kind: "attempt" }>): Promise<void> {
		const snapshot = this.ledger.paging();
		if (!snapshot) return;
		const needsPeople = step.kind === "page_level" || step.kind === "snooze_end";
		const paging = needsPeople ? await freshPaging(this.env, snapshot) : snapshot;
		const incident = this.ledger.incident();
		if (!incident) return;
		const now = Date.now();
		const events = takeStep(incident, paging, step, now, () => newId("page"));
		if (events.length === 0) return;
		this.ledger.append(events, now, () => {
			if (needsPeople) this.ledger.savePaging(paging);
		});
		this.again = true;
	}

	/** The attempt is committed before its request leaves; the outcome is committed when it is known. */
	private startAttempt(pageId: string): void {
		const incident = this.ledger.incident();
		const page = incident?.pages.get(pageId);
		if (!incident || !page || this.inFlight.size >= AT_ONCE) return;
		const at = nextAttemptAt(incident, page, this.inFlight);
		if (at === null || at > Date.now()) return;
		this.ledger.append([attempting(page)], Date.now());
		this.inFlight.add(pageId);
		void this.finishAttempt(incident, pageId);
	}

	private async finishAttempt(incident: Incident, pageId: string): Promise<void> {
		const paging = this.ledger.paging();
		const page = incident.pages.get(pageId);
		if (!paging || !page) return;
		try {
			const outcome = await send(this.env, incident, paging, page, Date.now());
			this.commitOutcome(pageId, outcome);
		} catch (error) {
			log("page.outcome_lost", { incidentId: incident.id, pageId, error: String(error) });
		} finally {
			this.inFlight.delete(pageId);
			await this.drive();
		}
	}

	private commitOutcome(pageId: string, outcome: SendOutcome): void {
		const incident = this.ledger.incident();
		const paging = this.ledger.paging();
		const page = incident?.pages.get(pageId);
		if (!incident || !paging || !page) return;
		const now = Date.now();
		this.ledger.append(attempted(incident, paging, page, outcome, now), now);
		log("page.attempted", { incidentId: incident.id, pageId, outcome: outcome.kind, attempt: page.attempts });
	}
}
