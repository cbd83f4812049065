import { days, type Instant } from "../../platform/rules/time.ts";
import type { MonitorState } from "./monitor.ts";
import type { StateChange } from "./uptime.ts";

export const HISTORY_DAYS = 90;
const DAY_MS = days(1);

/** `none`: nobody looked, so that it is neither well nor ill. */
export type Health = "none" | "up" | "degraded" | "down";

/** How a day was, in one letter: its worst. A day on which nobody looked is `-`, never `u`. */
const LETTER: Record<Health, string> = { none: "-", up: "u", degraded: "d", down: "x" };
const RANK: Record<Health, number> = { none: 0, up: 1, degraded: 2, down: 3 };

export interface History {
	/** A letter for each of the last 90 UTC days, today last: see `LETTER`. */
	days: string;
	/** When it was first looked at within these days; null for never. */
	since: Instant | null;
	/** From when on it has been as it is now; null when that is not known. */
	changedAt: Instant | null;
	/** Share (0–1) of the observed time that it was not down; null when nothing was observed. */
	uptime: number | null;
	downMs: number;
	/** How many times it went down, counting one that was under way when these days began. */
	outages: number;
}

/** What a monitor's state says of how well it is. */
export function healthOf(state: MonitorState): Health {
	switch (state) {
		case "up":
		case "degraded":
		case "down":
			return state;
		case "pending":
		case "maintenance":
		case "paused":
		case "unknown":
			return "none";
	}
}

/**
 * The worst of several monitors at every instant, as changes of one: how a service was. Each list oldest first. One that
 * nobody looks at says nothing against the others.
 */
export function worstOf(lists: StateChange[][]): StateChange[] {
	const all = lists
		.flatMap((list, index) =>
			list.map((change) => ({ index, at: change.at, health: healthOf(change.state) })),
		)
		.sort((a, b) => a.at - b.at);
	const now = lists.map((): Health => "none");
	const counts: Record<Health, number> = { none: lists.length, up: 0, degraded: 0, down: 0 };
	const worst: StateChange[] = [];
	for (const [place, { index, at, health }] of all.entries()) {
		counts[now[index] ?? "none"]--;
		counts[health]++;
		now[index] = health;
		// What changes at the same instant is one change.
		if (all[place + 1]?.at === at) continue;
		const state = stateOf(counts);
		if (worst.at(-1)?.state !== state) worst.push({ at, state });
	}
	return worst;
}

function stateOf(counts: Record<Health, number>): MonitorState {
	if (counts.down > 0) return "down";
	if (counts.degraded > 0) return "degraded";
	return counts.up > 0 ? "up" : "unknown";
}

/** The last 90 UTC days up to `now`, from changes that are oldest first. */
export function historyOf(changes: readonly StateChange[], now: Instant): History {
	const from = Math.floor(now / DAY_MS) * DAY_MS - (HISTORY_DAYS - 1) * DAY_MS;
	const worst: Health[] = Array.from({ length: HISTORY_DAYS }, () => "none");
	const sums = { observedMs: 0, downMs: 0, outages: 0 };
	let since: Instant | null = null;
	let changedAt: Instant | null = null;
	let before: Health | null = null;
	for (const [index, change] of changes.entries()) {
		const health = healthOf(change.state);
		if (health !== before) changedAt = change.at;
		const isNew = health !== before || change.at < from;
		before = health;
		const startsAt = Math.max(from, change.at);
		const endsAt = Math.min(now, changes[index + 1]?.at ?? now);
		if (health === "none" || endsAt <= startsAt) continue;
		since ??= startsAt;
		sums.observedMs += endsAt - startsAt;
		mark(worst, health, startsAt - from, endsAt - from);
		if (health !== "down") continue;
		sums.downMs += endsAt - startsAt;
		if (isNew) sums.outages++;
	}
	const { observedMs, downMs, outages } = sums;
	const uptime = observedMs === 0 ? null : 1 - downMs / observedMs;
	return { days: worst.map((one) => LETTER[one]).join(""), since, changedAt, uptime, downMs, outages };
}

/** From one instant after the first midnight to another. */
function mark(worst: Health[], health: Health, fromMs: number, toMs: number): void {
	const last = Math.min(HISTORY_DAYS - 1, Math.ceil(toMs / DAY_MS) - 1);
	for (let day = Math.floor(fromMs / DAY_MS); day <= last; day++)
		if (RANK[health] > RANK[worst[day] ?? "none"]) worst[day] = health;
}
