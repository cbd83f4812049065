/** What the ladder would do, played by the very rules that do it: nothing of it is written down a second time. */
import { sendsReceipts } from "../../paging/channels/traits.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { days, type Instant, minutes } from "../../platform/rules/time.ts";
import { attempted, attempting } from "./attempt.ts";
import { plan, type Step, stepKey } from "./escalation.ts";
import type { IncidentEvent, NewEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { triggered } from "./opening.ts";
import { takeReceipt, takeStep } from "./steps.ts";

export type RehearsedStep =
	| { kind: "page"; at: Instant; page: Page; attempt: number }
	| { kind: "level_empty"; at: Instant; level: number; round: number }
	| { kind: "exhausted"; at: Instant; level: number; round: number };

export interface Rehearsal {
	/** In the order in which they happen. */
	steps: RehearsedStep[];
	/** Up to where it was played: nothing comes after it, or more of the same. */
	untilAt: Instant;
}

/** Business hours may be a long weekend away, and a ladder may be slow. */
const LONGEST_MS = days(14);
/** After exhaustion the last level is paged every ten minutes, or level 1 when hours begin: this much of it is shown. */
const REPEATS_SHOWN_MS = minutes(30);
/** More than any ladder takes before it only repeats itself. */
const MOST_STEPS = 500;
/** Requests of a page are made at once and answered at once: a rehearsal has no network. */
const ANSWERED = { kind: "accepted", tookMs: 0 } as const;

/**
 * Every request that would leave for an incident of this severity that begins at `at`, if nobody answers: each is taken by
 * the channel at once, and phones that send receipts send them at once (`receipts`: true) or never. It ends half an hour
 * after the ladder is exhausted, or hours began anew for the first time. Times are those of a machine that is never late. A remediation that may hold the first
 * page is left out.
 */
export function rehearse(paging: PagingPlan, severity: Severity, at: Instant, receipts: boolean): Rehearsal {
	const player = new Player(paging, severity, at, receipts);
	const untilAt = player.playUntil(at + LONGEST_MS);
	return { steps: player.steps, untilAt };
}

class Player {
	readonly steps: RehearsedStep[] = [];
	private incident: Incident;
	private pages = 0;
	private now: Instant;
	/** When it was first paged anew because its hours began. */
	private hoursBeganAt: Instant | null = null;
	private readonly paging: PagingPlan;
	private readonly receipts: boolean;

	constructor(paging: PagingPlan, severity: Severity, at: Instant, receipts: boolean) {
		this.paging = paging;
		this.receipts = receipts;
		this.now = at;
		this.incident = evolve(null, this.placed(triggered(opening(paging, severity, at), at), 1));
	}

	playUntil(latestAt: Instant): Instant {
		while (this.steps.length < MOST_STEPS) {
			this.takeWhatIsDue();
			const repeatsFrom = this.hoursBeganAt ?? this.incident.ladder.exhaustedAt;
			const untilAt = repeatsFrom === null ? latestAt : Math.min(latestAt, repeatsFrom + REPEATS_SHOWN_MS);
			const { wakeAt } = plan(this.incident, this.paging, this.now);
			if (wakeAt === null || wakeAt > untilAt) return untilAt;
			this.now = wakeAt;
		}
		return this.now;
	}

	/** Each step once, from a fresh plan each time, as an incident does. */
	private takeWhatIsDue(): void {
		const taken = new Set<string>();
		const next = () =>
			plan(this.incident, this.paging, this.now).due.find((step) => !taken.has(stepKey(step)));
		for (let step = next(); step && this.steps.length < MOST_STEPS; step = next()) {
			taken.add(stepKey(step));
			this.take(step);
		}
	}

	private take(step: Step): void {
		switch (step.kind) {
			case "attempt":
				return this.request(step.pageId);
			case "soak_end":
			case "run_send":
			case "run_look":
			case "run_end":
				return;
			default:
				this.append(takeStep(this.incident, this.paging, step, this.now, () => `rehearsed-${++this.pages}`));
		}
	}

	private request(pageId: string): void {
		const page = this.incident.pages.get(pageId);
		if (!page) return;
		this.append([attempting(page)]);
		this.steps.push({ kind: "page", at: this.now, page: { ...page }, attempt: page.attempts });
		this.append(attempted(this.incident, this.paging, page, ANSWERED, this.now));
		if (this.receipts && sendsReceipts(page.kind)) this.append(takeReceipt(this.incident, page, "received"));
	}

	private append(events: NewEvent[]): void {
		for (const event of events) {
			if (event.type === "level_empty" || event.type === "exhausted") {
				const { round } = event.data;
				const level = event.type === "level_empty" ? event.data.level : this.incident.ladder.level;
				this.steps.push({ kind: event.type, at: this.now, level, round });
			}
			if (event.type === "escalated" && event.data.reason === "hours_began") this.hoursBeganAt ??= this.now;
			this.incident = evolve(this.incident, this.placed(event, this.incident.seq + 1));
		}
	}

	private placed(event: NewEvent, seq: number): IncidentEvent {
		return { ...event, seq, at: this.now } as IncidentEvent;
	}
}

const opening = (paging: PagingPlan, severity: Severity, at: Instant) => ({
	incidentId: "rehearsal",
	title: "Rehearsal",
	description: null,
	severity,
	source: { kind: "user" as const, id: null, name: "Rehearsal" },
	detectedAt: at,
	actor: SYSTEM,
	drill: true,
	plan: paging,
	evidence: [],
});
