import type { Instant } from "../../platform/rules/time.ts";
import type { SliceAccount } from "../rpc.ts";
import { slotNumber, slotStart } from "../rules/slots.ts";
import { worstStandings } from "../rules/standing.ts";
import type { Standing } from "../rules/worst-first.ts";
import {
	isActive,
	isHeartbeat,
	isWatched,
	staleAfterMs,
	standingOf,
	stateOf,
	type Watched,
} from "./watched.ts";

/** What the running monitors say, as far as the public may learn of it. */
export function accountOf(all: Watched[], now: Instant): SliceAccount {
	const active = all.filter((watched) => isActive(watched));
	const checkedAt = active.flatMap((watched) => watched.checkedAt ?? []);
	const regions = new Set(active.flatMap(({ monitor }) => monitor.regions));
	// A job that never reported says nothing of its service yet.
	const beating = all.filter((watched) => isHeartbeat(watched) && isWatched(watched) && hasReported(watched));
	const services = [...active, ...beating].map((watched) => {
		return { serviceId: watched.monitor.serviceId, standing: standingOf(watched, now) };
	});
	return {
		lastCheckedAt: checkedAt.length > 0 ? Math.max(...checkedAt) : null,
		regions: regions.size,
		lateAfterMs: active.length > 0 ? Math.min(...active.map(staleAfterMs)) : 0,
		services: worstStandings(services),
	};
}

const hasReported = ({ memory }: Watched): boolean => memory.verdict !== "pending";

/** When the next slot of any of them begins, or a pause ends; null when there is nothing to watch. */
export function nextSlotAt(all: Iterable<Watched>, now: Instant): Instant | null {
	let next: Instant | null = null;
	for (const watched of all) {
		const at = wakesAt(watched, now);
		if (at === null) continue;
		if (next === null || at < next) next = at;
	}
	return next;
}

function wakesAt(watched: Watched, now: Instant): Instant | null {
	const { paused, pausedUntil } = watched.monitor;
	if (paused) return pausedUntil ?? null;
	return isActive(watched) ? slotStart(watched.slots, slotNumber(watched.slots, now) + 1) : null;
}

/** How each of them stands now; only those of a service where one is named. */
export function standingsOf(all: Iterable<Watched>, serviceId: string | null, now: Instant): Standing[] {
	const own = [...all].filter(({ monitor }) => serviceId === null || monitor.serviceId === serviceId);
	return own.map((watched) => {
		const { id, name } = watched.monitor;
		return { id, name, state: stateOf(watched, now) };
	});
}
