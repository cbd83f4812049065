import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { readMembers } from "../../../db/people/teams.ts";
import { type CoverRow, coverOutbox, dueCovers, lookedAt, responderIds } from "../../../db/shifts/cover.ts";
import type { Env } from "../../platform/env.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { coverStep, toldOf } from "../rules/cover.ts";
import { sendCoverNotices } from "./send-cover-notices.ts";

/** So many are looked at in a minute; the rest wait for the next. */
const AT_ONCE = 3;

/**
 * Writes down who is to be told of requests by now, ends those whose shift is over, and tells what is written down.
 * Harmless when repeated, doubled or killed: each word is noted once a person, before the request counts as looked at.
 */
export async function tendCover(env: Env, now: Instant): Promise<void> {
	for (const row of await dueCovers(env.DB, now, AT_ONCE)) await tend(env, row, now);
	await sendCoverNotices(env, now);
}

async function tend(env: Env, row: CoverRow, now: Instant): Promise<void> {
	const step = coverStep(row, now);
	const asked = step.news.some(({ to }) => to === "asked") ? await askedOf(env, row) : [];
	const notices = step.news.flatMap(({ what, to }) =>
		(to === "asker" ? [row.userId] : asked.filter((id) => id !== row.takenById)).map((userId) => ({
			...{ requestId: row.id, userId, what },
			...{ attempts: 0, claimedUntil: 0, settledAt: null, outcome: null },
		})),
	);
	await coverOutbox.note(env.DB, notices);
	const over = step.expires ? { state: "expired" as const, version: row.version + 1, updatedAt: now } : {};
	await lookedAt(env.DB, row, { dueAt: step.dueAt, ...over });
}

async function askedOf(env: Env, row: CoverRow): Promise<string[]> {
	const { kind, id } = row.asked;
	const [[schedule], team, responders] = await Promise.all([
		schedulesWithOverrides(env.DB, row.startsAt, row.scheduleId),
		kind === "team" && id !== null ? readMembers(env.DB, id) : null,
		responderIds(env.DB),
	]);
	return toldOf(row, { schedule: schedule ?? { layers: [] }, members: team?.memberIds ?? [], responders });
}
