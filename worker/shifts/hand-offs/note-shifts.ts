import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import {
	readShiftFacts,
	type ShiftFacts,
	type ShiftNoticeRow,
	shiftOutbox,
	unconfirmedStarts,
} from "../../../db/shifts/notices.ts";
import { hasChannel } from "../../paging/channels/registry.ts";
import { sendsReceipts } from "../../paging/channels/traits.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { begunShift, CONFIRMED_WITHIN_MS, gapAhead, type ShiftNews } from "../rules/hand-off.ts";
import { askLeads } from "./ask-leads.ts";

/** How often schedules are looked at; one of them for gaps each time, since that looks eight weeks ahead. */
export const LOOKS_EVERY_MS = minutes(5);
/** An override that ended within this time may be what somebody took over from. */
const OVERRIDES_SINCE_MS = hours(1);
/** What no tick has looked at for so long is told no more. */
const UNCONFIRMED_FOR_MS = hours(6);

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
	const sent = { from: now - UNCONFIRMED_FOR_MS, to: now - CONFIRMED_WITHIN_MS };
	const unconfirmed = await unconfirmedStarts(db, sent);
	const all = [...news, ...unconfirmed];
	if (all.length === 0) return;
	const facts = await readShiftFacts(
		db,
		all.flatMap(({ userId }) => userId ?? []),
		all.map(({ scheduleId }) => scheduleId),
	);
	await shiftOutbox.note(db, [
		...news.flatMap((one) => noticesOf(one, facts)),
		...unconfirmed.flatMap((one) => noticesOfSilence(one, facts)),
	]);
	await askLeads(env, schedules, now);
}

const newsOf = (scheduleId: string, shift: Omit<News, "scheduleId"> | null): News[] =>
	shift === null ? [] : [{ scheduleId, startsAt: shift.startsAt, userId: shift.userId }];

/** To whoever is on call; where they cannot be paged, or nobody is on call, to those whose schedule it is. */
function noticesOf(news: News, facts: ShiftFacts): ShiftNoticeRow[] {
	const { userId } = news;
	const others = othersThan(news, facts);
	if (userId === null) return rowsOf(news, others, "gap");
	const canBePaged = facts.activeKinds.get(userId)?.some(hasChannel) ?? false;
	return canBePaged ? rowsOf(news, [userId], "began") : rowsOf(news, others, "unreachable");
}

/** Nothing where nobody could have confirmed it: only some methods tell that something arrived. */
function noticesOfSilence(start: ShiftNoticeRow, facts: ShiftFacts): ShiftNoticeRow[] {
	if (!facts.activeKinds.get(start.userId)?.some(sendsReceipts)) return [];
	return [
		...rowsOf(start, [start.userId], "unconfirmed"),
		...rowsOf(start, othersThan(start, facts), "silent"),
	];
}

function othersThan({ scheduleId, userId }: News, facts: ShiftFacts): string[] {
	const owners = facts.members.get(scheduleId) ?? [];
	return (owners.length > 0 ? owners : facts.admins).filter((id) => id !== userId);
}

const rowsOf = ({ scheduleId, startsAt }: News, to: string[], what: ShiftNews): ShiftNoticeRow[] =>
	to.map((userId) => ({
		...{ scheduleId, userId, what, startsAt },
		...{ attempts: 0, claimedUntil: 0, settledAt: null, outcome: null, receivedAt: null },
	}));
