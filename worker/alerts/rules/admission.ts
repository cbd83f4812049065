/**
 * How many alerts this isolate takes on at once. A Desk answers when the page of a new incident has left, so the time that
 * it takes says how late pages are: while it is short the room grows, when it is long it shrinks.
 *
 * Who finds no room waits in line: a burst is worked off. Once somebody waited in vain it is no burst: from then on
 * nobody waits for long, and whoever is too many is told to come again before anything is done for them. What was let in
 * is then answered, and paged, in time.
 */
import { type Instant, seconds } from "../../platform/rules/time.ts";

/** An answer that takes so many times what one takes that has no company says that more is under way than can be done. */
const TIMES_USUAL = 3;
const SHORTEST_TARGET_MS = 60;
const LONGEST_TARGET_MS = seconds(1);
/** Whoever is let in beside fewer than this has no company. */
const COMPANY = 3;
/** How much of what is longer than usual is taken for usual. */
const LEARNS = 0.05;
const LEAST = 4;
const MOST = 64;
const FIRST = 8;
/** Beyond the room, for services with nothing at work. */
const RESERVED = 2;
const SHRINK = 0.7;
/** Of answers that were under way together only the first shrinks the room. */
const SHRINK_EVERY_MS = 100;
/** How long one waits in a burst, and in an overload. */
const PATIENCE_MS = seconds(1);
const SHORT_PATIENCE_MS = 100;
/** An overload is over this long after the last who was sent away. */
const OVERLOAD_MS = seconds(5);
const MOST_WAITING = 100;
/** After a minute without alerts, and when the clock was set back, nothing that was learned counts. */
const QUIET_MS = seconds(60);
/**
 * Whoever waits, if only for 0 ms, is looked after when nothing else can go on, and so is what comes from outside and what
 * leaves: pages too. While such a wait takes longer than this on average, the process has no time left.
 */
const LATE_MS = 25;
const SMOOTHED = 0.1;
/** So many within a second are a burst that is worked off, however slow the machine. */
const MANY = 60;
/** Whose caller hangs up is never heard of again: their place is free by then, as nothing takes so long. */
const LONGEST_MS = seconds(20);

/** Somebody's turn: in line, and then at work. */
export interface Turn {
	serviceId: string;
	/** Since when they wait, and then since when they are at work. */
	at: Instant;
	isAlone: boolean;
}

export class Admission {
	private room = FIRST;
	/** What an answer takes without company; null before the first. */
	private usualMs: number | null = null;
	private shrunkAt: Instant = 0;
	private askedAt: Instant = 0;
	private overloadedUntil: Instant = 0;
	private longerMs = 0;
	private came = { since: 0, count: 0 };
	/** In the order in which they came. */
	private readonly line = new Set<Turn>();
	private readonly working = new Set<Turn>();
	private readonly byService = new Map<string, number>();

	/** How many may be at work just now. */
	get places(): number {
		return Math.floor(this.room);
	}

	/** Pages are late already, or so many wait that one more would wait in vain: known before anything of a request is read. */
	isFull(now: Instant): boolean {
		this.look(now);
		const isFlood = this.came.count > MANY || now < this.overloadedUntil;
		const isLate = isFlood && this.longerMs > LATE_MS;
		return isLate || this.line.size >= MOST_WAITING;
	}

	/** One more request came, and a wait of its own took so much longer than was asked for. */
	arrived(longerMs: number, now: Instant): void {
		this.longerMs += (longerMs - this.longerMs) * SMOOTHED;
		if (now - this.came.since >= seconds(1)) this.came = { since: now, count: 0 };
		this.came.count++;
	}

	/** The end of the line. */
	queue(serviceId: string, now: Instant): Turn {
		const turn = { serviceId, at: now, isAlone: false };
		this.line.add(turn);
		return turn;
	}

	/**
	 * Whether a turn has come: "go", "wait", or "leave" for who waited long enough. Two places beyond the room
	 * are for services with nothing at work: who floods their own does not keep the others out.
	 */
	ask(turn: Turn, now: Instant): "go" | "wait" | "leave" {
		this.look(now);
		if (this.mayGo(turn)) {
			this.line.delete(turn);
			turn.at = now;
			turn.isAlone = this.working.size < COMPANY;
			this.working.add(turn);
			this.byService.set(turn.serviceId, (this.byService.get(turn.serviceId) ?? 0) + 1);
			return "go";
		}
		const patienceMs = now < this.overloadedUntil ? SHORT_PATIENCE_MS : PATIENCE_MS;
		if (now - turn.at < patienceMs) return "wait";
		this.line.delete(turn);
		this.sentAway(now);
		return "leave";
	}

	/** Somebody was told to come again. */
	sentAway(now: Instant): void {
		this.overloadedUntil = now + OVERLOAD_MS;
	}

	done(turn: Turn, now: Instant): void {
		if (!this.giveBack(turn)) return;
		const tookMs = now - turn.at;
		if (turn.isAlone) this.learn(tookMs);
		if (tookMs <= this.targetMs()) {
			this.room = Math.min(MOST, this.room + 1 / this.room);
		} else if (now - this.shrunkAt >= SHRINK_EVERY_MS) {
			this.room = Math.max(LEAST, this.room * SHRINK);
			this.shrunkAt = now;
		}
	}

	private targetMs(): number {
		const ms = (this.usualMs ?? 0) * TIMES_USUAL;
		return Math.min(LONGEST_TARGET_MS, Math.max(SHORTEST_TARGET_MS, ms));
	}

	/** Down at once, up slowly: company may have come later. */
	private learn(tookMs: number): void {
		const { usualMs } = this;
		const isQuicker = usualMs === null || tookMs < usualMs;
		this.usualMs = isQuicker ? tookMs : usualMs + (tookMs - usualMs) * LEARNS;
	}

	private mayGo(turn: Turn): boolean {
		const own = this.byService.get(turn.serviceId) ?? 0;
		if (own === 0 && this.working.size < this.places + RESERVED) return true;
		let free = this.places - this.working.size;
		for (const other of this.line) {
			if (free-- <= 0) return false;
			if (other === turn) return true;
		}
		return false;
	}

	private look(now: Instant): void {
		const isAnew = now < this.askedAt || now - this.askedAt > QUIET_MS;
		this.askedAt = now;
		if (isAnew) this.beginAnew();
		for (const turn of this.working) {
			if (now - turn.at < LONGEST_MS) break;
			this.giveBack(turn);
		}
		for (const turn of this.line) {
			if (now - turn.at < 2 * PATIENCE_MS) break;
			this.line.delete(turn);
		}
	}

	private beginAnew(): void {
		this.room = FIRST;
		this.usualMs = null;
		this.shrunkAt = 0;
		this.overloadedUntil = 0;
		this.longerMs = 0;
		this.came = { since: 0, count: 0 };
		for (const all of [this.line, this.working, this.byService]) all.clear();
	}

	private giveBack(turn: Turn): boolean {
		if (!this.working.delete(turn)) return false;
		const left = (this.byService.get(turn.serviceId) ?? 1) - 1;
		if (left === 0) this.byService.delete(turn.serviceId);
		else this.byService.set(turn.serviceId, left);
		return true;
	}
}
