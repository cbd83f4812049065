import { log } from "../../platform/log.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { FRESH } from "../rules/detector.ts";
import type { Observation } from "../rules/monitor.ts";
import { verdictNews } from "../rules/verdict-news.ts";
import type { Settled } from "./check-cycles.ts";
import type { Journal } from "./journal.ts";
import { sameMemory } from "./memory.ts";
import { endOfWatch, signalOf } from "./signal.ts";
import type { WatchStore } from "./watch-store.ts";
import type { Watched } from "./watched.ts";

/** What was seen of a monitor, and leads to a verdict: a cycle of checks, or what a job reported. */
export interface Round {
	id: string;
	startedAt: Instant;
	answers: Observation[];
}

/** What follows from what was found: the verdict is kept, written down, and told to whoever is to hear of it. */
export class Verdicts {
	private readonly store: WatchStore;
	private readonly journal: Journal;
	private readonly stillDown: string[] = [];

	constructor(store: WatchStore, journal: Journal) {
		this.store = store;
		this.journal = journal;
	}

	/** Monitors that were seen to be down since this was last asked. */
	takeStillDown(): Set<string> {
		return new Set(this.stillDown.splice(0));
	}

	settle(watched: Watched, round: Round, finding: Settled, now: Instant): void {
		const { monitor, memory: before } = watched;
		const isPlanned = watched.covered || this.store.windows.liesOver(watched, round.startedAt);
		// While work is planned, the end of an outage counts alone.
		const after =
			isPlanned && before.verdict !== "down" ? { ...FRESH, verdict: before.verdict } : finding.memory;
		if (before.verdict === "down" && after.verdict === "down" && failed(round) && !isPlanned)
			this.stillDown.push(monitor.id);
		if (finding.reason !== "agrees")
			log("watch.cycle", { monitorId: monitor.id, cycle: round.id, reason: finding.reason });
		if (sameMemory(before, after)) return;
		watched.memory = after;
		this.store.saveMemory(monitor.id, after);
		if (before.verdict === after.verdict) return;
		const isDown = after.verdict === "down";
		const at = isDown ? (after.episodeAt ?? now) : now;
		this.journal.noteState(watched, at, after.verdict);
		this.store.addNews(verdictNews(monitor, before.verdict, after.verdict, round.answers, now));
		log("watch.verdict", { monitorId: monitor.id, from: before.verdict, to: after.verdict });
		if (!isDown && before.verdict !== "down") return;
		const detectedAt = (isDown ? after.episodeAt : before.episodeAt) ?? now;
		this.store.addSignal(signalOf(isDown ? "down" : "up", watched, round.answers, detectedAt), now);
	}

	/** A person changed the monitor so that nobody looks at the outage any more: it ends, and says why. */
	endOutage(watched: Watched, reason: string, now: Instant): void {
		if (watched.memory.verdict !== "down") return;
		this.store.dropDownSignals(watched.monitor.id);
		this.store.addSignal(endOfWatch(watched, reason, now), now);
	}
}

function failed({ answers }: Round): boolean {
	return answers.some((answer) => answer.outcome === "down");
}
