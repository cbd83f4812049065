import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { attemptDueAt } from "../rules/escalation.ts";
import type { Incident } from "../rules/incident.ts";
import type { Page } from "../rules/incident-types.ts";
import type { EventStore } from "./event-store.ts";

interface PageAtHand {
	incident: Incident;
	paging: PagingPlan;
	page: Page;
}

/** A page with all that says what becomes of it, as it is in this turn. */
export function pageAtHand(store: EventStore, pageId: string): PageAtHand | null {
	const incident = store.incident();
	const paging = store.paging();
	const page = incident?.pages.get(pageId);
	return incident && paging && page ? { incident, paging, page } : null;
}

/** The page, while a request of it is due and may leave. */
export function pageThatMayLeave(store: EventStore, pageId: string, now: number): Page | null {
	const held = pageAtHand(store, pageId);
	const at = held && attemptDueAt(held.incident, held.paging, held.page, NONE);
	return held && at !== null && at <= now ? held.page : null;
}

const NONE: ReadonlySet<string> = new Set();
