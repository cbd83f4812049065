import { readForRequest } from "../../../db/remediation/ledger.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { readyRun } from "../../remediation/send.ts";
import type { Incident } from "../rules/incident.ts";
import type { RemediationRun } from "../rules/incident-types.ts";
import { seen } from "../rules/opening.ts";
import { judgeRecovery } from "../rules/recovery.ts";
import { type ClaimedRun, goingRun, mayBeHeld, startsByItself } from "../rules/remediation-run.ts";
import {
	answered,
	calledOff,
	endRun,
	lookedAt,
	type RunStep,
	runThatMaySend,
	runToLookAt,
	sending,
	startRun,
	type Verdict,
} from "../rules/remediation-steps.ts";
import type { EventStore } from "./event-store.ts";
import type { Holds } from "./holds.ts";
import type { Numbering } from "./numbering.ts";
import { lookAt } from "./recovery-look.ts";
import { claim, claimAutomatic, release } from "./run-claims.ts";

/** A page waits no longer than this for the answer whether something runs before it. */
const DECIDED_WITHIN_MS = 1_500;
/** A request that is not ready by then is made ready anew later. */
const READY_MS = 3_000;
/** Longer than the longest check takes with all its patience. */
const LOOK_MS = 100_000;
/** The pause after a look that found something failing: a look that would begin after the window is not waited for. */
const LOOK_AGAIN_MS = 2_000;

type WaitingStep = Extract<RunStep, { kind: "run_send" | "run_look" }>;

/** Starts runs of remediations, asks their receivers and looks at what came of it. Each step asks anew whether it is due. */
export class RemediationRuns {
	/** The epoch whose automatic start was looked into here. */
	private considered = 0;
	/** What the last look of a run saw, for the words of its end. */
	private readonly seen = new Map<string, Verdict>();

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
		private readonly numbering: Numbering,
	) {}

	/**
	 * Starts what starts by itself when an incident begins. Answers when a page may go out: at once where none is held,
	 * else when it is decided, and never later than 1.5 s. `started` is called whenever a run has started.
	 */
	async consider(started: () => void): Promise<void> {
		const incident = this.store.incident();
		if (!incident || incident.epoch === this.considered || !startsByItself(incident, Date.now())) return;
		this.considered = incident.epoch;
		// A plan from before the reopening may be old: then it is looked up.
		const remediates = incident.epoch > 1 ? "holds" : (this.store.paging()?.remediates ?? "nothing");
		if (remediates === "nothing") return;
		const deciding = this.startAutomatic(incident).then((isStarted) => {
			if (isStarted) started();
		});
		const decided = withTimeout(deciding, DECIDED_WITHIN_MS).catch((error: unknown) =>
			log("remediation.decided_late", { incidentId: incident.id, error: String(error) }),
		);
		if (remediates === "holds" && mayBeHeld(incident.severity)) await decided;
	}

	private async startAutomatic(incident: Incident): Promise<boolean> {
		const claimed = await claimAutomatic(this.env, incident);
		if (!claimed) return false;
		const now = Date.now();
		const events = startRun(incident, claimed, now);
		if (events.length > 0) this.store.append(events, now);
		this.settle(claimed);
		return events.length > 0;
	}

	/** The claim of a run that somebody asks for, before the turn that decides. Null: it is going already. */
	async prepare(
		remediationId: string,
		actor: Actor,
	): Promise<{ claim: ClaimedRun | null } | { refusal: Refusal }> {
		const incident = this.store.incident();
		const going = incident && goingRun(incident);
		if (!incident || incident.state === "resolved" || going?.remediationId === remediationId)
			return { claim: null };
		return claim(this.env, incident, remediationId, actor);
	}

	/** Takes a claim back when no run came of it. */
	settle(claimed: ClaimedRun | null): void {
		const runs = this.store.incident()?.remediationRuns ?? [];
		if (claimed && !runs.some(({ id }) => id === claimed.id)) void release(this.env, claimed);
	}

	/** Takes a step that waits for others, and holds it for a while when it is not there yet. `ended` is called in the end. */
	begin({ kind, runId }: WaitingStep, key: string, holds: Holds, ended: () => unknown): void {
		void this.work(kind, runId).then((isDone) => {
			if (isDone) holds.release(key);
			else holds.hold(key, Date.now());
			return ended();
		});
	}

	/** False: it is not there yet, or broke, and is to be tried again. */
	private async work(kind: WaitingStep["kind"], runId: string): Promise<boolean> {
		try {
			return await (kind === "run_send" ? this.send(runId) : this.look(runId));
		} catch (error) {
			log("remediation.step_broke", { runId, step: kind, error: String(error) });
			return false;
		}
	}

	/**
	 * Everything that has to be waited for is waited for first. Then, within one turn, the run is asked whether it may
	 * still send, the attempt is committed, and the request leaves.
	 */
	private async send(runId: string): Promise<boolean> {
		const before = this.runNow(runId, runThatMaySend);
		if (!before) return true;
		const { row, isStopped } = await withTimeout(readForRequest(this.env.DB, before.remediationId), READY_MS);
		if (isStopped || !row) {
			this.commit((incident) => calledOff(incident, runId, isStopped ? "stopped" : "removed"));
			return true;
		}
		const request = await withTimeout(readyRun(this.env, row), READY_MS);
		const run = this.runNow(runId, runThatMaySend);
		const incident = this.store.incident();
		if (!run || !incident) return true;
		const now = Date.now();
		this.store.append([sending(run)], now);
		const { attempts } = run;
		const { id, severity, title, epoch, service } = incident;
		const { known } = this.numbering;
		const told = { id, ...(known === 0 ? {} : { number: known }), severity, title, epoch };
		const answer = await request(
			{ id: runId, dryRun: false, attempt: attempts, incident: told, service },
			run.deadlineAt - now,
		);
		const isTaken = this.commit((then) => answered(then, runId, attempts, answer, Date.now()));
		log("remediation.answered", {
			incidentId: id,
			runId,
			outcome: answer.outcome,
			attempt: attempts,
			isTaken,
		});
		return true;
	}

	/** Checks from all regions whether the service works. False: it does not yet, look again after a pause. */
	private async look(runId: string): Promise<boolean> {
		const incident = this.store.incident();
		if (!incident || !runToLookAt(incident, runId)) return true;
		const verdict = verdictOf(await withTimeout(lookAt(this.env, incident.service.id, NOBODY), LOOK_MS));
		this.seen.set(runId, verdict);
		const paging = this.store.paging();
		if (!paging) return true;
		this.commit((then) => lookedAt(then, paging, runId, verdict, Date.now(), LOOK_AGAIN_MS));
		return this.runNow(runId, runToLookAt) === null;
	}

	/** Ends a run whose time, or whose incident, is over; false when it is not to end now. */
	end(runId: string, isBusy: boolean): boolean {
		const seen = this.seen.get(runId) ?? null;
		return this.commit((incident) => endRun(incident, runId, Date.now(), seen, isBusy));
	}

	private runNow(
		runId: string,
		find: (incident: Incident, runId: string, now: number) => RemediationRun | null,
	): RemediationRun | null {
		const incident = this.store.incident();
		return incident && find(incident, runId, Date.now());
	}

	private commit(decide: (incident: Incident) => ReturnType<typeof startRun>): boolean {
		const incident = this.store.incident();
		const events = incident ? decide(incident) : [];
		if (events.length > 0) this.store.append(events, Date.now());
		return events.length > 0;
	}
}

/** Nobody follows the look of a run: what it saw stands on the timeline. */
const NOBODY = { begins: () => {}, heard: () => {} };

function verdictOf({ look }: Awaited<ReturnType<typeof lookAt>>): Verdict {
	const { result } = judgeRecovery(look);
	return { result: result === "incomplete" ? "unanswered" : result, evidence: look.results.map(seen) };
}
