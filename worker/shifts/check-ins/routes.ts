import { Hono } from "hono";
import {
	type Asked,
	type CheckInRow,
	noteAnswer,
	readAsked,
	readCheckIn,
	saveCheckInSettings,
} from "../../../db/shifts/check-ins.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { changedSince, etagOf, namedVersions } from "../../platform/http/precondition.ts";
import { problem } from "../../platform/http/problems.ts";
import { withUser } from "../../platform/http/with-user.ts";
import { type Instant, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { nextHourOfWeek } from "../../platform/rules/weekly.ts";
import { checkInState, DEFAULT_CHECK_IN } from "../rules/check-in.ts";
import { checkInAnswered } from "./bearer.ts";
import { checkInCalls, hereCalls } from "./contract.ts";
import { isCheckInWanted } from "./note-check-ins.ts";

const TRIES = 3;

export const checkInRoutes = new Hono<AppEnv>();

handle(checkInRoutes, checkInCalls.read, (c, { ids }) => answer(c, ids.userId));

handle(checkInRoutes, checkInCalls.update, async (c, { ids: { userId }, body }) => {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const person = await readAsked(c.env.DB, userId);
		if (!person) return notFound(c);
		const { version, ...settings } = settingsOf(person);
		const wanted = namedVersions(c);
		if (wanted !== null && !wanted.includes(version))
			return changedSince(c, version, (await shown(c, userId)) ?? {});
		if (await saveCheckInSettings(c.env.DB, userId, { ...settings, ...body }, version))
			return answer(c, userId);
	}
	return problem(c, "conflict", "Others change this at the same time. Try again.");
});

handle(checkInRoutes, checkInCalls.answer, (c) =>
	withUser(c, async (userId) => {
		await noteAnswer(c.env.DB, userId, Date.now());
		return answer(c, userId);
	}),
);

handle(checkInRoutes, hereCalls.here, async (c) => {
	const claim = c.get("checkIn");
	if (!claim) throw new Error("authorise lets only the bearer of a check-in through here");
	const now = Date.now();
	await checkInAnswered(c.env, claim, now);
	return c.json({ result: "here", at: toWire(now) });
});

const settingsOf = ({ settings }: Asked) => settings ?? { ...DEFAULT_CHECK_IN, version: 1 };

async function answer(c: AppContext, userId: string): Promise<Response> {
	const found = await shown(c, userId);
	return found ? c.json(found, 200, { etag: etagOf(found.version) }) : notFound(c);
}

async function shown({ env }: AppContext, userId: string) {
	const [person, last, wanted] = await Promise.all([
		readAsked(env.DB, userId),
		readCheckIn(env.DB, userId),
		isCheckInWanted(env.DB),
	]);
	if (!person) return null;
	const now = Date.now();
	const { version, weekday, hour } = settingsOf(person);
	const nextAt = toWire(nextHourOfWeek({ weekday, hour }, person.timeZone, now));
	return { version, settings: { weekday, hour, nextAt }, wanted, last: last && checkInWire(last, now) };
}

/** How a check-in stands, as it is answered. */
export const checkInWire = (row: CheckInRow, now: Instant) => ({
	dueAt: toWire(row.dueAt),
	answeredAt: toWireOrNull(row.answeredAt),
	state: checkInState(row, now),
});
