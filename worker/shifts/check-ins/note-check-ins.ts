import { readSettings } from "../../../db/people/settings.ts";
import { allAsked, type CheckInRow, checkInOutbox } from "../../../db/shifts/check-ins.ts";
import { readCarriers } from "../../../db/shifts/readiness.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { DEFAULT_CHECK_IN, dueCheckIn } from "../rules/check-in.ts";
import { carriersOf } from "../rules/readiness.ts";

/** Writes down who is asked to check in now. Harmless when repeated: a row is there once for a person and week. */
export async function noteCheckIns(db: D1Database, now: Instant): Promise<void> {
	if (!(await isCheckInWanted(db))) return;
	const due = (await allAsked(db)).flatMap((person): CheckInRow[] => {
		const found = dueCheckIn(person.settings ?? DEFAULT_CHECK_IN, person, now);
		if (!found) return [];
		const fresh = { answeredAt: null, attempts: 0, claimedUntil: 0, settledAt: null, outcome: null };
		return [{ userId: person.userId, week: found.week, dueAt: found.at, step: "ask", ...fresh }];
	});
	if (due.length === 0) return;
	const carriers = carriersOf(await readCarriers(db, now), now);
	await checkInOutbox.note(
		db,
		due.filter(({ userId }) => carriers.has(userId)),
	);
}

/** An admin may end check-ins for everybody. */
export async function isCheckInWanted(db: D1Database): Promise<boolean> {
	return (await readSettings(db))?.weeklyCheckIn ?? true;
}
