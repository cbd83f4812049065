import type { EventData, EventType, IncidentEvent } from "../../worker/incidents/rules/events.ts";
import type { MethodKind } from "../../worker/people/rules/person.ts";
import { type Actor, SYSTEM } from "../../worker/platform/rules/caller.ts";
import { toWire } from "../../worker/platform/rules/time.ts";

export const MONITOR: Actor = { kind: "monitor", id: "mon_1", name: "Checkout" };

/** A timeline written by hand: events get their place, and what a test does not care about gets a value. */
export class Timeline {
	readonly events: IncidentEvent[] = [];

	constructor(at: number, data: Partial<EventData["triggered"]> = {}) {
		this.add("triggered", at, {
			incidentId: "inc_1",
			number: 1,
			title: "Checkout is down",
			description: null,
			severity: "P2",
			urgency: "high",
			service: { id: "svc_checkout", name: "Checkout" },
			component: { id: "cmp_checkout", name: "Checkout" },
			publicTitle: null,
			source: { kind: "monitor", id: "mon_1", name: "Checkout" },
			detectedAt: toWire(at),
			firstPageAt: toWire(at),
			public: true,
			publicUpdateEverySeconds: null,
			drill: false,
			evidence: [],
			...data,
		});
	}

	add<T extends EventType>(type: T, at: number, data: EventData[T], actor: Actor = SYSTEM): this {
		this.events.push({ seq: this.events.length + 1, type, at, actor, data } as IncidentEvent);
		return this;
	}

	/** By nobody in particular, unless it says by whom or by which page. */
	acknowledged(at: number, by: { actor?: Actor; pageId?: string | null } = {}): this {
		const data = { pageId: by.pageId ?? null, occurredAt: null, becomesLead: false };
		return this.add("acknowledged", at, data, by.actor);
	}

	resolved(at: number, disposition: EventData["resolved"]["disposition"] = null, actor = SYSTEM): this {
		return this.add("resolved", at, { note: null, disposition }, actor);
	}

	/** Somebody's word on a step of a runbook. */
	step(at: number, more: Partial<EventData["runbook_step"]> = {}): this {
		const usual = { runbookId: "rbk_1", stepId: "1", title: "Restart the pool", state: "done" as const };
		return this.add("runbook_step", at, { ...usual, note: null, choice: null, ...more });
	}

	reopened(at: number): this {
		return this.add("reopened", at, { reason: "again", firstPageAt: toWire(at) });
	}

	severity(
		at: number,
		to: EventData["severity_changed"]["to"],
		more: Partial<EventData["severity_changed"]> = {},
	): this {
		return this.add("severity_changed", at, {
			from: "P2",
			to,
			urgency: "high",
			reason: null,
			firstPageAt: null,
			newRun: false,
			public: false,
			publicUpdateEverySeconds: null,
			...more,
		});
	}

	/** Public, unless it says otherwise; promises the next one for `nextAt`. */
	update(
		at: number,
		nextAt: number | null,
		audience: EventData["update_published"]["audience"] = "public",
	): this {
		return this.add("update_published", at, {
			updateId: `upd_${at}`,
			audience,
			status: "investigating",
			message: "We are on it.",
			nextUpdateDueAt: nextAt === null ? null : toWire(nextAt),
			estimatedResolutionAt: null,
		});
	}

	/** A page that is queued and, unless `sentAt` is null, leaves. Its id is made of who, where and how. */
	paged(at: number, userId: string | null, place: Partial<PagePlace> = {}, sentAt: number | null = at): this {
		const { methodKind = "push", ...where } = place;
		const { run, round, level, methodId } = { run: 1, round: 1, level: 1, methodId: "con_push", ...where };
		const pageId = `pag_${this.events.length}`;
		const ref = { pageId, userId, methodId, level, round, run, attempt: 0 };
		this.add("page_queued", at, {
			...ref,
			userName: userId,
			methodKind,
			methodName: "Pixel",
			urgency: "high",
			dueAt: toWire(at),
			unlessReceived: false,
		});
		return sentAt === null ? this : this.add("page_attempted", sentAt, { ...ref, attempt: 1 });
	}
}

export interface PagePlace {
	run: number;
	round: number;
	level: number;
	methodId: string;
	methodKind: MethodKind;
}
