/** Who can be reached, in every way that there is. */
import type { OwnCheckIn, ReadyPerson } from "../state/wire.ts";
import { ANA, BO, CHIDI, iso, PRIMARY } from "./cast.ts";
import { MORE_PEOPLE } from "./crowd.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const EVE = MORE_PEOPLE[0] ?? ANA;

export function readinessAnswers(at: number, isEmpty: boolean): Record<string, unknown> {
	return {
		"GET /readiness": { items: isEmpty ? [] : people(at), nextCursor: null },
		[`GET /users/${ANA.id}/check-in`]: ownCheckIn(at),
	};
}

const ownCheckIn = (at: number): OwnCheckIn => ({
	version: 1,
	settings: { weekday: 1, hour: 10, nextAt: iso(at + 5 * DAY) },
	wanted: true,
	last: { dueAt: iso(at - 90 * MINUTE), answeredAt: null, state: "waiting" },
});

function people(at: number): ReadyPerson[] {
	const turn = (from: number, to: number) => ({
		...{ scheduleId: PRIMARY.id, scheduleName: PRIMARY.name },
		...{ startsAt: iso(at + from * DAY), endsAt: iso(at + to * DAY) },
	});
	const phone = (name: string): NonNullable<ReadyPerson["methods"]>[number] => ({
		...{ id: `cm_${name}`, name, kind: "push", standing: "proven" },
		...{ lastReceiptAt: iso(at - 4 * MINUTE), lastReceiptMs: 910, lastTestAt: iso(at - 3 * DAY) },
		...{ heard: "sound" as const, heardAt: iso(at - 3 * DAY) },
		receiptHours: [0, 2, 8, 9, 10, 13, 14, 21],
	});
	const never = {
		lastReceiptAt: null,
		lastReceiptMs: null,
		lastTestAt: null,
		receiptHours: [],
		heard: null,
		heardAt: null,
	};
	const checkIn = (daysAgo: number, answered: boolean): ReadyPerson["checkIn"] => ({
		dueAt: iso(at - daysAgo * DAY),
		answeredAt: answered ? iso(at - daysAgo * DAY + 20 * MINUTE) : null,
		state: answered ? "answered" : daysAgo < 1 ? "waiting" : "missed",
	});
	const one = (
		{ id, name }: { id: string; name: string },
		rest: Omit<ReadyPerson, "userId" | "name">,
	): ReadyPerson => ({ userId: id, name, ...rest });
	const stale = { standing: "stale" as const, lastReceiptAt: iso(at - 41 * DAY) };
	return [
		one(CHIDI, {
			...{ standing: "unreachable", onCall: [turn(-1, 3)], next: null, checkIn: null },
			methods: [{ ...phone("Chidi’s iPhone"), ...never, standing: "off" }],
		}),
		one(EVE, {
			...{ standing: "stale", onCall: [], next: turn(3, 10), checkIn: checkIn(2, false) },
			methods: [{ ...phone("Galaxy"), ...stale }],
		}),
		one(MORE_PEOPLE[1] ?? ANA, {
			...{ standing: "silent", onCall: [], next: turn(24, 31), checkIn: checkIn(2, true) },
			methods: [{ ...phone("iPhone"), standing: "silent", heard: "nothing" }],
		}),
		one(BO, {
			...{ standing: "not_checked_in", onCall: [], next: turn(10, 17), checkIn: checkIn(2, false) },
			methods: [phone("Bo’s iPhone"), { ...phone("Email"), ...never, kind: "email", standing: "verified" }],
		}),
		one(ANA, {
			...{ standing: "ready", onCall: [turn(-1, 3)], next: turn(17, 24), checkIn: checkIn(0.06, false) },
			methods: [phone("Ana’s Pixel")],
		}),
	];
}
