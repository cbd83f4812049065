import { type Instant, seconds } from "../../platform/rules/time.ts";
import type { MonitorState } from "../rules/monitor.ts";
import type { Past } from "./past.ts";
import type { WatchStore } from "./watch-store.ts";
import { blindAfterMs, type Watched } from "./watched.ts";

/** Writes down how monitors were. */
export class Journal {
	private readonly store: WatchStore;
	private readonly past: Past;

	constructor(store: WatchStore, past: Past) {
		this.store = store;
		this.past = past;
	}

	/** What is seen of a monitor during a maintenance is neither up nor down. */
	noteState({ monitor, covered }: Watched, at: Instant, state: MonitorState): void {
		const isSeen = state !== "paused" && state !== "unknown";
		this.store.addChange(monitor.id, { at, state: covered && isSeen ? "maintenance" : state });
		this.past.forget(monitor.id);
	}

	/** Nobody looked for a while: that time counts as neither up nor down. */
	noteBlindness(watched: Watched, seenAgainAt: Instant): void {
		const { checkedAt, memory, monitor } = watched;
		if (checkedAt === null || memory.verdict === "pending") return;
		if (seenAgainAt - checkedAt <= blindAfterMs(watched)) return;
		this.noteState(watched, checkedAt + seconds(monitor.intervalSeconds), "unknown");
		this.noteState(watched, seenAgainAt, memory.verdict);
	}
}
