import { type Instant, minutes } from "./time.ts";

const ROUND = 15;

/**
 * Which Desks the tick looks at now: those that wait, and of the others the part whose minute has come since the last
 * tick; always one at least, so that a tick never says that all is well where no Desk works. Each has its turn once in 15 minutes, also where ticks were missed; all of them after a longer silence.
 */
export function desksDue(
	all: string[],
	waiting: string[],
	lastTickAt: Instant | null,
	now: Instant,
): string[] {
	const minute = Math.floor(now / minutes(1));
	const before = lastTickAt === null ? minute - ROUND : Math.floor(lastTickAt / minutes(1));
	// A clock that went back says nothing of who had their turn.
	const passed = before > minute ? ROUND : Math.min(minute - before, ROUND);
	const turns = new Set(Array.from({ length: passed }, (_, i) => (minute - i) % ROUND));
	const due = new Set([...waiting, ...all.filter((_, i) => turns.has(i % ROUND))]);
	const [sample] = due.size === 0 && all.length > 0 ? [all[minute % all.length]] : [];
	return sample === undefined ? [...due] : [sample];
}
