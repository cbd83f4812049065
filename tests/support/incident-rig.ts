import { type Command, decide } from "../../worker/incidents/commands/commands.ts";
import { attempted, attempting } from "../../worker/incidents/rules/attempt.ts";
import { type Plan, plan } from "../../worker/incidents/rules/escalation.ts";
import type { IncidentEvent, NewEvent } from "../../worker/incidents/rules/events.ts";
import { evolve } from "../../worker/incidents/rules/evolve.ts";
import type { Incident } from "../../worker/incidents/rules/incident.ts";
import { timesOf } from "../../worker/incidents/rules/opening.ts";
import { endRun } from "../../worker/incidents/rules/remediation-steps.ts";
import { endOfSoak } from "../../worker/incidents/rules/soak-end.ts";
import { takeReceipt, takeStep } from "../../worker/incidents/rules/steps.ts";
import type { PagingPlan } from "../../worker/paging/rules/paging-plan.ts";
import type { SendOutcome } from "../../worker/paging/rules/send-outcome.ts";
import { ruleFor, type Severity } from "../../worker/paging/rules/severity.ts";
import { firstPageAt } from "../../worker/paging/rules/severity-hours.ts";
import { type Actor, SYSTEM } from "../../worker/platform/rules/caller.ts";
import { toWire, toWireOrNull } from "../../worker/platform/rules/time.ts";

export const ana: Actor = { kind: "user", id: "usr_ana", name: "Ana" };
export const bo: Actor = { kind: "user", id: "usr_bo", name: "Bo" };

/**
 * An incident driven by hand: the same decisions as the object makes, with a clock that the test moves and a network
 * that answers what the test says.
 */
export class IncidentRig {
	readonly events: IncidentEvent[] = [];
	incident: Incident;
	now: number;
	private pages = 0;
	private ids = 0;
	/** Runs of remediations for which something is under way. */
	readonly inFlight = new Set<string>();
	/** What every request is answered with. */
	answers: (pageId: string) => SendOutcome = () => ({ kind: "accepted", tookMs: 5 });

	readonly paging: PagingPlan;

	/** `timed`: the times to acknowledge and to tell stakeholders hold too, as they do outside. */
	constructor(
		paging: PagingPlan,
		severity: Severity = "P2",
		startAt = Date.UTC(2099, 0, 5, 3, 0, 0),
		timed = false,
	) {
		this.paging = paging;
		this.now = startAt;
		const rule = ruleFor(paging.severityPolicy, severity);
		this.incident = undefined as unknown as Incident;
		this.append([
			{
				type: "triggered",
				actor: SYSTEM,
				data: {
					incidentId: "inc_1",
					number: 142,
					title: "Checkout is down",
					description: null,
					severity,
					urgency: rule.urgency,
					service: { id: "svc_checkout", name: "Checkout" },
					component: { id: "cmp_checkout", name: "Checkout" },
					publicTitle: null,
					source: { kind: "monitor", id: "mon_1", name: "Checkout" },
					detectedAt: toWire(startAt),
					firstPageAt: toWireOrNull(firstPageAt(paging, severity, startAt)),
					public: rule.publish === "automatic",
					publicUpdateEverySeconds: rule.publicUpdateEverySeconds,
					...(timed && timesOf(paging, severity, false)),
					drill: false,
					evidence: [],
				},
			},
		]);
	}

	append(events: NewEvent[]): void {
		for (const event of events) {
			const placed = { ...event, seq: this.events.length + 1, at: this.now } as IncidentEvent;
			this.events.push(placed);
			this.incident = evolve(this.incident ?? null, placed);
		}
	}

	plan(): Plan {
		return plan(this.incident, this.paging, this.now, this.inFlight);
	}

	/** Does everything that is due at this very moment, as the alarm does. */
	drive(): void {
		for (let turn = 0; turn < 1_000; turn++) {
			const [step] = this.plan().due;
			if (!step) return;
			if (step.kind === "attempt") this.attempt(step.pageId);
			else if (step.kind === "run_send" || step.kind === "run_look")
				throw new Error("what a run does is for the test to say: name it in inFlight");
			else if (step.kind === "run_end")
				this.append(endRun(this.incident, step.runId, this.now, null, this.inFlight.has(step.runId)));
			else if (step.kind === "soak_end") this.endSoak();
			else this.append(takeStep(this.incident, this.paging, step, this.now, () => `pag_${++this.pages}`));
		}
		throw new Error("the ladder does not come to rest");
	}

	/** What the last look of a soak sees; everything works unless a test says otherwise. */
	seen: Parameters<typeof endOfSoak>[2] = {
		look: { wanted: [], results: [], isAllKnown: true },
		monitors: [],
	};

	private endSoak(): void {
		const events = endOfSoak(this.incident, this.paging, this.seen, this.now);
		if (events === "not yet") throw new Error("a look that fails is tried again: not by this rig");
		this.append(events);
	}

	private attempt(pageId: string): void {
		const page = this.incident.pages.get(pageId)!;
		this.append([attempting(page)]);
		this.append(attempted(this.incident, this.paging, page, this.answers(pageId), this.now));
	}

	/** Lets time pass, stopping at each moment at which something is due, as an alarm that is always on time would. */
	pass(ms: number): void {
		const end = this.now + ms;
		this.drive();
		for (;;) {
			const { wakeAt } = this.plan();
			if (wakeAt === null || wakeAt > end) break;
			this.now = wakeAt;
			this.drive();
		}
		this.now = end;
	}

	factsOf(actor: Actor) {
		const newId = (kind: string) => `${kind}_${++this.ids}`;
		return { incident: this.incident, paging: this.paging, actor, now: this.now, newId };
	}

	command(command: Command, actor: Actor = ana) {
		const decision = decide(this.factsOf(actor), command);
		if ("events" in decision) this.append(decision.events);
		return decision;
	}

	receive(pageId: string): void {
		this.append(takeReceipt(this.incident, this.incident.pages.get(pageId)!, "received"));
	}

	/** "1/2 Bo at 3000": every request about the incident itself, with round, level, person and milliseconds since the start. */
	requests(): string[] {
		const start = this.events[0]!.at;
		return this.events.flatMap((event) => {
			if (event.type !== "page_attempted") return [];
			const page = this.incident.pages.get(event.data.pageId)!;
			if (page.about) return [];
			return [`${event.data.round}/${event.data.level} ${page.userName} at ${event.at - start}`];
		});
	}

	types(): string[] {
		return this.events.map((event) => event.type);
	}
}
