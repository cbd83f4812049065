import type { AlarmScheduler } from "../../platform/alarm-scheduler.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { newId } from "../../platform/vault/ids.ts";
import { isCrowded } from "../rules/connections.ts";
import { earliest, plan, type Step, stepKey } from "../rules/escalation.ts";
import { pagingBy, type Roster } from "../rules/roster.ts";
import { type LadderStep, takeStep } from "../rules/steps.ts";
import { ChatThreads } from "./chat-threads.ts";
import type { EventStore } from "./event-store.ts";
import type { EventSubscribers } from "./event-subscribers.ts";
import { pageAllAdmins } from "./fallback.ts";
import { Holds } from "./holds.ts";
import type { Numbering } from "./numbering.ts";
import { PageAttempts } from "./page-attempts.ts";
import { peopleNow } from "./paging-source.ts";
import { PhoneNews } from "./phone-news.ts";
import type { RemediationRuns } from "./remediation-runs.ts";
import { hearHours } from "./roster-news.ts";
import { RunbookAttachment } from "./runbook-attachment.ts";
import { SoakEnd } from "./soak-end.ts";

/** Connections of one invocation that may wait for an answer at once: the platform's limit. */
const AT_ONCE = 6;
/** While something is being done, the alarm stands this far ahead: whatever is cut off is taken up again. */
const GUARD_MS = 4_000;

/**
 * Does what is due and arms the one alarm. It never throws and never remembers what is due: each step is one that a plan
 * made in the same turn calls due, so being called twice, late, or after a kill in the middle leads to the same end.
 */
export class EscalationRunner {
	private running: Promise<void> | null = null;
	private again = false;
	/** Pages whose request is being made ready or is under way here, and runs of which something is. */
	private readonly inFlight = new Set<string>();
	private readonly holds = new Holds();
	private readonly attempts: PageAttempts;
	private readonly soakEnd: SoakEnd;
	private readonly attachment: RunbookAttachment;
	private readonly phones: PhoneNews;
	private readonly threads: ChatThreads;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
		private readonly subscribers: EventSubscribers,
		private readonly waker: AlarmScheduler,
		private readonly runs: RemediationRuns,
		numbering: Numbering,
	) {
		this.attempts = new PageAttempts(env, store, this.holds, numbering);
		this.soakEnd = new SoakEnd(env, store, this.holds);
		this.attachment = new RunbookAttachment(env, store);
		this.phones = new PhoneNews(env, store);
		this.threads = new ChatThreads(env, store);
	}

	/** Answers when everything due at this moment is done or under way, and the alarm is set. */
	run(): Promise<void> {
		if (!this.store.isOpen()) return Promise.resolve();
		if (this.running) {
			this.again = true;
			return this.running;
		}
		this.running = this.loop().finally(() => {
			this.running = null;
			// Asked for between the last look and this moment.
			if (this.again) void this.run();
		});
		return this.running;
	}

	/** Answers when what is due now has left as well, or after `withinMs`. */
	async sent(withinMs: number): Promise<void> {
		await this.run();
		await this.attempts.departures.over(withinMs);
	}

	/** When something is to be done by itself: within `GUARD_MS` while something is, null when nothing ever will be. */
	nextAt(now: number): number | null {
		const at = this.wakeAt(now);
		return this.running ? earliest(at, now) : at;
	}

	/** True when nothing is due and the alarm is right. */
	async isAsleep(): Promise<boolean> {
		if (!this.store.isOpen() || this.store.corruption() !== null) return false;
		const [now, at] = [Date.now(), this.nextAt(Date.now())];
		if (at === null) return true;
		return at > now + GUARD_MS && (await this.waker.isSetBy(at, now));
	}

	private async loop(): Promise<void> {
		await this.waker.guard(Date.now() + GUARD_MS, Date.now());
		const damage = this.store.corruption();
		if (damage !== null) return this.callForHelp(damage);
		do {
			this.again = false;
			await this.takeWhatIsDue();
			// Pages that are leaving have the connections first.
			if (this.inFlight.size < AT_ONCE) this.attachment.begin(Date.now(), () => void this.run());
			this.tellSubscribers();
			await this.rearm();
		} while (this.again);
	}

	/** A page's request comes before everybody who only follows. */
	private tellSubscribers(): void {
		const rearm = () => void this.rearm();
		if (this.inFlight.size > 0) this.subscribers.catchUpSoon(rearm);
		else void this.subscribers.catchUp().then(rearm);
		for (const news of [this.phones, this.threads])
			void news.tell().then((told) => (told ? this.rearm() : undefined));
	}

	/** Nothing can be decided from a timeline that cannot be read: the admins are called, again and again. */
	private async callForHelp(damage: string): Promise<void> {
		const at = await pageAllAdmins(this.env, this.store, damage, Date.now());
		await this.waker.arm(at, Date.now());
	}

	/**
	 * People are read first where a step wants them as they are now. Then every step is taken within one turn, each as a
	 * plan of that turn says: what an acknowledgement made void during the reading is no longer in it.
	 */
	private async takeWhatIsDue(): Promise<void> {
		const snapshot = this.store.paging();
		const [fresh] = await Promise.all([
			snapshot && this.due().some(needsPeople) ? peopleNow(this.env, this.store.incident(), snapshot) : null,
			this.runs.consider(() => void this.run()),
		]);
		if (fresh) hearHours(this.store, fresh, Date.now());
		const taken = new Set<string>();
		const next = () => this.due().find((step) => !taken.has(stepKey(step)) && (fresh || !needsPeople(step)));
		for (let step = next(); step; step = next()) {
			taken.add(stepKey(step));
			this.take(step, fresh);
		}
		// A level became due meanwhile, and its people are not read yet.
		if (!fresh && this.due().some(needsPeople)) this.again = true;
	}

	/** What may be done now: not what broke a moment ago, and no more requests than may be under way. */
	private due(): Step[] {
		const incident = this.store.incident();
		const paging = this.store.paging();
		if (!incident || !paging) return [];
		const now = Date.now();
		const isFull = this.inFlight.size >= AT_ONCE;
		return plan(incident, paging, now, this.inFlight).due.filter(
			(step) =>
				!this.holds.isHeld(stepKey(step), now) &&
				!(isFull && REQUESTS.has(step.kind)) &&
				!(step.kind === "attempt" && isCrowded(incident, step.pageId, this.inFlight)) &&
				!(this.soakEnd.isLooking && step.kind === "soak_end"),
		);
	}

	private async rearm(): Promise<void> {
		if (this.running && this.again) return;
		const now = Date.now();
		const at = this.wakeAt(now);
		// While pages are under way or followers are told, the alarm only stands guard; the last of them sets it right.
		const isWorking = this.inFlight.size > 0 || this.subscribers.isTelling;
		if (at !== null && isWorking) await this.waker.guard(at, now);
		else await this.waker.arm(at, now);
	}

	private wakeAt(now: number): number | null {
		const incident = this.store.incident();
		const paging = this.store.paging();
		if (!incident || !paging) return null;
		const { due, wakeAt } = plan(incident, paging, now, this.inFlight);
		const heldUntil = this.holds.nextAt(due.map(stepKey), now);
		const isWorking = due.length > 0 || this.inFlight.size > 0;
		const guardAt = isWorking ? now + GUARD_MS : null;
		const newsAt = earliest(this.phones.retryAt(now), this.threads.retryAt(now));
		const tellAt = earliest(this.subscribers.retryAt(), newsAt);
		const later = earliest(tellAt, this.attachment.nextAt(now));
		return earliest(earliest(wakeAt, heldUntil), earliest(guardAt, later));
	}

	private take(step: Step, fresh: Roster | null): void {
		const key = stepKey(step);
		try {
			if (step.kind === "attempt") return this.startAttempt(step.pageId);
			if (step.kind === "soak_end") return this.soakEnd.begin(key, () => this.run());
			if (step.kind === "run_send" || step.kind === "run_look") {
				this.inFlight.add(step.runId);
				return this.runs.begin(step, key, this.holds, () => {
					this.inFlight.delete(step.runId);
					return this.run();
				});
			}
			if (step.kind === "run_end")
				this.again = this.runs.end(step.runId, this.inFlight.has(step.runId)) || this.again;
			else this.takeLadderStep(step, fresh);
			this.holds.release(key);
		} catch (error) {
			this.holds.hold(key, Date.now());
			const incidentId = this.store.incident()?.id;
			log("incident.step_broke", { incidentId, step: step.kind, error: String(error) });
		}
	}

	private takeLadderStep(step: LadderStep, fresh: Roster | null): void {
		const incident = this.store.incident();
		const snapshot = this.store.paging();
		if (!incident || !snapshot) return;
		const paging = needsPeople(step) && fresh ? pagingBy(fresh, snapshot, incident) : snapshot;
		const now = Date.now();
		const events = takeStep(incident, paging, step, now, () => newId("page"));
		if (events.length === 0) return;
		this.store.append(events, now, () => {
			if (paging !== this.store.paging()) this.store.savePaging(paging);
		});
		this.again = true;
	}

	private startAttempt(pageId: string): void {
		this.inFlight.add(pageId);
		void this.attempts.make(pageId).finally(() => {
			this.inFlight.delete(pageId);
			return this.run();
		});
	}
}

const REQUESTS: ReadonlySet<string> = new Set(["attempt", "run_send"]);

const PEOPLE_STEPS: ReadonlySet<string> = new Set(["page_level", "hours_begin", "snooze_end", "remind"]);

/** These page people: who they are, and in which hours, is read at that moment. */
function needsPeople(step: Step): boolean {
	return PEOPLE_STEPS.has(step.kind);
}
