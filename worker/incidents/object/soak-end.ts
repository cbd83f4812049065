import type { Env } from "../../platform/env.ts";
import { endOfSoak } from "../rules/soak-end.ts";
import type { EventStore } from "./event-store.ts";
import { lookAt } from "./recovery-look.ts";

/** Nobody follows this look: what it saw stands on the timeline. */
const NOBODY = { begins: () => {}, heard: () => {} };

/**
 * Ends a soak that has run out: looks first, then asks again whether it is still due, and commits the end in the same
 * turn. False when it is not yet over, and to be tried again.
 */
export async function endSoak(env: Env, store: EventStore): Promise<boolean> {
	const before = store.incident();
	if (!before?.soak) return true;
	const { epoch } = before;
	const { startedAt } = before.soak;
	const seen = await lookAt(env, before.service.id, NOBODY);
	const incident = store.incident();
	const paging = store.paging();
	const isSame = incident?.epoch === epoch && incident.soak?.startedAt === startedAt;
	if (!incident || !paging || !isSame) return true;
	const now = Date.now();
	const events = endOfSoak(incident, paging, seen, now);
	if (events === "not yet") return false;
	store.append(events, now);
	return true;
}
