import { Hono } from "hono";
import { lastTriggeredAt, worstIncidents } from "../../../db/incidents/incidents.ts";
import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { methodsOfUser } from "../../../db/paging/contact-methods.ts";
import { userNames } from "../../../db/people/users.ts";
import { onCallAt, shiftsBetween } from "../../oncall/rules/rotation.ts";
import type { Schedule, Shift } from "../../oncall/rules/schedule.ts";
import { LISTENER_HEADER, type ListenerTag } from "../../people/rpc.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { problem } from "../../platform/http/problems.ts";
import { withUser } from "../../platform/http/with-user.ts";
import { days, type Instant, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { liveFeed } from "../../platform/stubs.ts";
import { incidentWire } from "../contract/incidents.ts";
import { nowCalls } from "../contract/now.ts";

/** Of those that nobody has, and of those that somebody has. */
const SHOWN_INCIDENTS = 50;
const SHOWN_SHIFTS = 3;
/** How far ahead a person's next shifts are looked for, and how long after that one is followed to its end. */
const AHEAD_MS = days(42);
const LONGEST_SHIFT_MS = days(31);

/** The first screen in one answer, and the feed that keeps it true. */
export const nowRoutes = new Hono<AppEnv>();

handle(nowRoutes, nowCalls.read, (c) => withUser(c, async (userId) => c.json(await now(c, userId))));

handle(nowRoutes, nowCalls.live, (c) => {
	if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
		return problem(c, "upgrade-required", "Connect with a WebSocket.");
	const headers = new Headers(c.req.raw.headers);
	headers.set(LISTENER_HEADER, tagsOf(c).join(" "));
	return liveFeed(c.env).fetch(new Request(c.req.raw, { headers }));
});

/** What may be taken away from whoever listens; ADMIN_TOKEN cannot be. */
function tagsOf(c: AppContext): ListenerTag[] {
	const { kind, id } = c.get("actor");
	const session = c.get("session");
	if (session) return [`session:${session.id}`, `user:${id}`];
	return kind === "token" && id !== null ? [`token:${id}`] : [];
}

async function now(c: AppContext, userId: string) {
	const at = Date.now();
	const { DB } = c.env;
	const [schedules, names, triggered, acknowledged, devices, lastAt] = await Promise.all([
		schedulesWithOverrides(DB, at),
		userNames(DB),
		worstIncidents(DB, "triggered", SHOWN_INCIDENTS + 1),
		worstIncidents(DB, "acknowledged", SHOWN_INCIDENTS + 1),
		methodsOfUser(DB, userId),
		lastTriggeredAt(DB),
	]);
	const open = [triggered, acknowledged];
	const onCall = schedules.map((schedule) => duty(schedule, onCallAt(schedule, at)));
	return {
		at: toWire(at),
		me: {
			onCall: onCall.filter((one) => one.userId === userId).map(withoutUser),
			next: nextShifts(schedules, userId, at),
		},
		onCall: onCall.map((one) => ({ ...one, userName: one.userId && (names.get(one.userId) ?? null) })),
		firing: open.flatMap((some) => some.slice(0, SHOWN_INCIDENTS)).map(incidentWire),
		hasMoreFiring: open.some((some) => some.length > SHOWN_INCIDENTS),
		devices: devices.map(({ id, name, kind, state, lastReceiptAt, lastReceiptMs }) => ({
			id,
			name,
			kind,
			state,
			lastReceiptAt: toWireOrNull(lastReceiptAt ?? null),
			lastReceiptMs: lastReceiptMs ?? null,
		})),
		lastIncidentAt: toWireOrNull(lastAt),
	};
}

function duty(schedule: Schedule, shift: Shift) {
	return {
		scheduleId: schedule.id,
		scheduleName: schedule.name,
		startsAt: toWire(shift.startsAt),
		endsAt: toWire(shift.endsAt),
		userId: shift.userId,
	};
}

function withoutUser({ userId: _, ...rest }: ReturnType<typeof duty>) {
	return rest;
}

function nextShifts(schedules: Schedule[], userId: string, at: Instant) {
	return schedules
		.flatMap((schedule) =>
			shiftsBetween(schedule, at, at + AHEAD_MS + LONGEST_SHIFT_MS)
				.filter((shift) => shift.userId === userId && shift.startsAt > at && shift.startsAt < at + AHEAD_MS)
				.map((shift) => withoutUser(duty(schedule, shift))),
		)
		.sort((a, b) => a.startsAt.localeCompare(b.startsAt))
		.slice(0, SHOWN_SHIFTS);
}
