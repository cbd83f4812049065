import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import {
	readShiftFacts,
	type ShiftFacts,
	type ShiftNoticeRow,
	shiftOutbox,
} from "../../../db/shifts/notices.ts";
import { hasChannel } from "../../paging/channels/registry.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { begunShift, gapAhead, type ShiftNews } from "../rules/hand-off.ts";
import { askLeads } from "./ask-leads.ts";

/** How often schedules are looked at; one of them for gaps each time, since that looks eight weeks ahead. */
export const LOOKS_EVERY_MS = minutes(5);
/** An override that ended within this time may be what somebody took over from. */
const OVERRIDES_SINCE_MS = hours(1);

/** What is to be told of a schedule: who is on call from `startsAt` on, or that nobody is. */
interface News {
	scheduleId: string;
	startsAt: Instant;
	userId: string | null;
}

/**
 * Writes down who began a shift, who of them cannot be paged, and where a schedule has a gap ahead. Harmless when repeated,
 * doubled or missed for a while: each word is there once for a person and a shift.
 */
export async function noteShifts(env: Env, now: Instant): Promise<void> {
	const { DB: db } = env;
	const schedules = await schedulesWithOverrides(db, now - OVERRIDES_SINCE_MS);
	const begun = schedules.flatMap((schedule) => newsOf(schedule.id, begunShift(schedule, now)));
	const looked = schedules[Math.floor(now / LOOKS_EVERY_MS) % Math.max(1, schedules.length)];
	const news = [...begun, ...(looked ? newsOf(looked.id, gapAhead(looked, now)) : [])];
	if (news.length === 0) return;
	const facts = await readShiftFacts(
		db,
		news.flatMap(({ userId }) => userId ?? []),
		news.map(({ scheduleId }) => scheduleId),
	);
	await shiftOutbox.note(
		db,
		news.flatMap((one) => noticesOf(one, facts)),
	);
	await askLeads(env, schedules, now);
}

const newsOf = (scheduleId: string, shift: Omit<News, "scheduleId"> | null): News[] =>
	shift === null ? [] : [{ scheduleId, startsAt: shift.startsAt, userId: shift.userId }];

/** To whoever is on call; where they cannot be paged, or nobody is on call, to those whose schedule it is. */
function noticesOf({ scheduleId, startsAt, userId }: News, facts: ShiftFacts): ShiftNoticeRow[] {
	const owners = facts.members.get(scheduleId) ?? [];
	const others = (owners.length > 0 ? owners : facts.admins).filter((id) => id !== userId);
	const to = (ids: string[], what: ShiftNews) =>
		ids.map((id) => ({
			...{ scheduleId, userId: id, what, startsAt },
			...{ attempts: 0, claimedUntil: 0, settledAt: null, outcome: null },
		}));
	if (userId === null) return to(others, "gap");
	const canBePaged = facts.activeKinds.get(userId)?.some(hasChannel) ?? false;
	return canBePaged ? to([userId], "began") : to(others, "unreachable");
}
