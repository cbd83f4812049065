import { and, eq, gt, inArray, isNull, lte } from "drizzle-orm";
import type { MethodKind } from "../../worker/people/rules/person.ts";
import { open } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { shiftNotices } from "./tables.ts";

export type ShiftNoticeRow = typeof shiftNotices.$inferSelect;

/** Uses shift_notices_waiting. */
export const shiftOutbox = outbox(shiftNotices, isNull(shiftNotices.settledAt), [
	"scheduleId",
	"userId",
	"what",
	"startsAt",
]);

const { what, scheduleId, userId, startsAt, settledAt, receivedAt } = shiftNotices;

/** The words to whoever began a shift that were sent in this span and that no device has confirmed. Uses shift_notices_waiting. */
export async function unconfirmedStarts(
	d1: D1Database,
	span: { from: number; to: number },
): Promise<ShiftNoticeRow[]> {
	return open(d1)
		.select()
		.from(shiftNotices)
		.where(
			and(
				gt(settledAt, span.from),
				lte(settledAt, span.to),
				eq(what, "began"),
				isNull(receivedAt),
				inArray(shiftNotices.outcome, ["sent", "not_delivered"]),
			),
		);
}

/** True while no device has confirmed that this person heard of the shift that began then. By the primary key. */
export async function isUnconfirmed(
	d1: D1Database,
	of: Pick<ShiftNoticeRow, "scheduleId" | "userId" | "startsAt">,
): Promise<boolean> {
	const [row] = await open(d1)
		.select({ receivedAt })
		.from(shiftNotices)
		.where(
			and(eq(scheduleId, of.scheduleId), eq(userId, of.userId), eq(what, "began"), eq(startsAt, of.startsAt)),
		);
	return row?.receivedAt === null;
}

export interface ShiftFacts {
	/** By person: the kinds of their active contact methods. */
	activeKinds: Map<string, MethodKind[]>;
	/** By schedule: the members of the team that it belongs to. */
	members: Map<string, string[]>;
	admins: string[];
}

const ACTIVE_KINDS = `SELECT user_id, kind FROM contact_methods
WHERE state = 'active' AND user_id IN (SELECT value FROM json_each(?1))`;
const MEMBERS = `SELECT schedules.id, member_ids FROM schedules JOIN teams ON teams.id = team_id
WHERE schedules.id IN (SELECT value FROM json_each(?1))`;
const ADMINS = "SELECT id FROM users WHERE role = 'admin'";

/** Whether these people can be paged, and who is told where they cannot. One round trip, by primary keys and an index. */
export async function readShiftFacts(
	d1: D1Database,
	userIds: string[],
	scheduleIds: string[],
): Promise<ShiftFacts> {
	const [kinds, teams, admins] = await d1.batch<Record<string, string>>([
		d1.prepare(ACTIVE_KINDS).bind(JSON.stringify(userIds)),
		d1.prepare(MEMBERS).bind(JSON.stringify(scheduleIds)),
		d1.prepare(ADMINS),
	]);
	const activeKinds = new Map<string, MethodKind[]>();
	for (const { user_id = "", kind } of kinds?.results ?? [])
		activeKinds.set(user_id, [...(activeKinds.get(user_id) ?? []), kind as MethodKind]);
	const members = new Map(
		(teams?.results ?? []).map(({ id = "", member_ids = "[]" }) => [id, JSON.parse(member_ids) as string[]]),
	);
	return { activeKinds, members, admins: (admins?.results ?? []).flatMap(({ id }) => id ?? []) };
}
