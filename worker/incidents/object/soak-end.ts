import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { endOfSoak } from "../rules/soak-end.ts";
import type { EventStore } from "./event-store.ts";
import type { Holds } from "./holds.ts";
import { lookAt } from "./recovery-look.ts";

/** Nobody follows this look: what it saw stands on the timeline. */
const NOBODY = { begins: () => {}, heard: () => {} };

/** The last look of a soak: one at a time, and again after a while when it is not yet over. */
export class SoakEnd {
	/** It is under way here. */
	isLooking = false;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
		private readonly holds: Holds,
	) {}

	/** `ended` is called whatever came of it. */
	begin(key: string, ended: () => unknown): void {
		this.isLooking = true;
		void this.look(key).finally(() => {
			this.isLooking = false;
			ended();
		});
	}

	private async look(key: string): Promise<void> {
		try {
			if (await endSoak(this.env, this.store)) return this.holds.release(key);
			this.holds.hold(key, Date.now());
		} catch (error) {
			this.holds.hold(key, Date.now());
			log("incident.soak_end_broke", { incidentId: this.store.incident()?.id, error: String(error) });
		}
	}
}

/**
 * Ends a soak that has run out: looks first, then asks again whether it is still due, and commits the end in the same
 * turn. False when it is not yet over, and to be tried again.
 */
async function endSoak(env: Env, store: EventStore): Promise<boolean> {
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
