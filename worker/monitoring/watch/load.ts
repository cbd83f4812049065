import { type Instant, minutes } from "../../platform/rules/time.ts";
import { slotNumber } from "../rules/slots.ts";
import type { WatchStore } from "./watch-store.ts";
import { type Watched, watch } from "./watched.ts";

const RECENT_MS = minutes(20);

/** What a restart forgot, as far as it matters: when each monitor was last checked, so that only lost slots run again. */
export function loadWatched(store: WatchStore, offsetMs: number, now: Instant): Map<string, Watched> {
	const byNumber = new Map<number, Watched>();
	for (const stored of store.monitors()) {
		const watched = watch(stored, offsetMs);
		watched.covered = store.windows.wasCovered(stored.monitor.id);
		byNumber.set(stored.number, watched);
	}
	for (const samples of store.samplesSince(now - RECENT_MS)) {
		for (const sample of samples) {
			const watched = byNumber.get(sample.monitor);
			if (watched && sample.at > (watched.checkedAt ?? 0)) watched.checkedAt = sample.at;
		}
	}
	const heard = store.heard.all();
	const lastRoundAt = store.lastRoundAt();
	for (const watched of byNumber.values()) {
		watched.checkedAt ??= heard.get(watched.monitor.id)?.endedAt ?? null;
		watched.checkedAt ??= watched.memory.verdict === "pending" ? null : lastRoundAt;
		const { checkedAt } = watched;
		if (checkedAt !== null) watched.lastSlot = slotNumber(watched.slots, checkedAt);
	}
	return new Map([...byNumber.values()].map((watched) => [watched.monitor.id, watched]));
}
