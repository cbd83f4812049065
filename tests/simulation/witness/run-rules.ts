/** What must hold for the runs of remediations, written apart from the code that it judges. */
import type { IncidentRecord, SeenEvent, SeenRun } from "./incident-record.ts";
import type { InvariantName } from "./invariants.ts";

type Accuse = (invariant: InvariantName, detail: string) => void;

const MOST_ATTEMPTS = 3;
const LONGEST_HOLD_MS = 90_000;
const HOUR_MS = 3_600_000;

/** Holds one more event of a run against what went before it in its incident, then takes it in. */
export function takeRunEvent(record: IncidentRecord, event: SeenEvent, say: Accuse): void {
	const id = String(event.data.runId);
	if (event.type === "remediation_started") return started(record, event, id, say);
	const run = record.runs.get(id);
	if (!run) return say("runBracketed", `${event.type} of ${id}, which never started`);
	if (run.finishedAt !== null) return say("runBracketed", `${event.type} of ${id} after its end`);
	if (event.type === "remediation_attempted") {
		run.attempts++;
		if (run.attempts !== Number(event.data.attempt) || run.attempts > MOST_ATTEMPTS)
			say("runBounded", `attempt ${event.data.attempt} of ${id}`);
		if (event.at >= run.deadlineAt) say("runBounded", `an attempt of ${id} after its time`);
		if (record.state === "resolved" || run.epoch !== record.epoch)
			say("runAfterResolve", `an attempt of ${id}`);
	}
	if (event.type === "remediation_finished") {
		run.finishedAt = event.at;
		if (record.held?.runId === id)
			record.held = { ...record.held, untilAt: Math.min(record.held.untilAt, event.at) };
	}
}

function started(record: IncidentRecord, event: SeenEvent, id: string, say: Accuse): void {
	if (record.runs.has(id)) say("runBracketed", `${id} started twice`);
	if (record.state === "resolved") say("runAfterResolve", `${id} started`);
	for (const other of record.runs.values())
		if (other.finishedAt === null) say("oneRun", `${id} while ${other.id} runs`);
	const holdsUntil = event.data.holdsPagesUntilAt;
	const untilAt = typeof holdsUntil === "string" ? Date.parse(holdsUntil) : null;
	if (untilAt !== null) {
		const heldMs = untilAt - record.epochStartedAt;
		if (heldMs > LONGEST_HOLD_MS) say("heldAtMost", `for ${heldMs} ms`);
		if (!["P2", "P3"].includes(record.severity)) say("heldAtMost", `at ${record.severity}`);
		if (record.places.length > 0) say("heldAtMost", "after level 1 was paged");
		record.held = { runId: id, untilAt };
	}
	record.runs.set(id, {
		id,
		remediationId: String(event.data.remediationId),
		epoch: record.epoch,
		startedAt: event.at,
		deadlineAt: Date.parse(String(event.data.deadlineAt)),
		verifyMs: Number(event.data.verifySeconds) * 1_000,
		attempts: 0,
		finishedAt: null,
	});
}

export interface RemediationFacts {
	maxRunsPerHour: number;
	coolDownMs: number;
}

/** Holds runs of one remediation in different incidents against each other. */
export class RunWatcher {
	/** When somebody was told that all remediations are stopped; null while they are not. */
	stoppedAt: number | null = null;
	/** A clock that was set makes nonsense of caps and cool-downs. */
	isClockSet = false;
	readonly facts = new Map<string, RemediationFacts>();
	readonly #incidents: ReadonlyMap<string, IncidentRecord>;
	readonly #say: Accuse;

	constructor(incidents: ReadonlyMap<string, IncidentRecord>, say: Accuse) {
		this.#incidents = incidents;
		this.#say = say;
	}

	/** A run started: were the others of this remediation over, and for long enough? */
	started(id: string, now: number): void {
		const run = this.#all().find((each) => each.id === id);
		if (!run) return;
		if (this.stoppedAt !== null && now > this.stoppedAt + 2_000)
			this.#say("runStopped", `${id} started ${now - this.stoppedAt} ms after all were stopped`);
		if (this.isClockSet) return;
		const { coolDownMs, maxRunsPerHour } = this.facts.get(run.remediationId) ?? {
			coolDownMs: 0,
			maxRunsPerHour: 60,
		};
		const others = this.#all().filter(
			(each) => each.remediationId === run.remediationId && each.id !== id && each.startedAt <= run.startedAt,
		);
		const recent = others.filter((each) => each.startedAt > now - HOUR_MS + 5_000);
		if (recent.length >= maxRunsPerHour) this.#say("runPace", `${recent.length + 1} runs in an hour`);
		for (const other of others) {
			const overAt = other.deadlineAt + other.verifyMs;
			const endedAt = Math.min(other.finishedAt ?? Number.POSITIVE_INFINITY, overAt);
			if (endedAt > now) this.#say("oneRun", `${id} while ${other.id} runs`);
			else if (now < endedAt + coolDownMs - 1_000)
				this.#say("runPace", `${now - endedAt} ms after ${other.id}, not ${coolDownMs}`);
		}
	}

	/** A request leaves for a receiver. */
	departed(record: IncidentRecord | null, runId: string, attempt: number, now: number): void {
		const run = record?.runs.get(runId);
		if (!record || !run || run.attempts < attempt)
			return this.#say("committedFirst", `attempt ${attempt} of ${runId} left before it was committed`);
		if (record.state === "resolved") this.#say("runAfterResolve", `a request of ${runId} left`);
		if (run.finishedAt !== null) this.#say("runBracketed", `a request of ${runId} left after its end`);
		if (this.stoppedAt !== null && now > this.stoppedAt + 7_000)
			this.#say("runStopped", `a request of ${runId} left ${now - this.stoppedAt} ms after all were stopped`);
	}

	/** Runs that ought to have ended by now. */
	look(isLate: (dueAt: number) => boolean): void {
		for (const run of this.#all())
			if (run.finishedAt === null && isLate(run.deadlineAt + run.verifyMs + 45_000))
				this.#say("runBracketed", `${run.id} never ended`);
	}

	#all(): SeenRun[] {
		return [...this.#incidents.values()].flatMap(({ runs }) => [...runs.values()]);
	}
}
