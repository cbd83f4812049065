/** Who is on call by a file that was made of another tool's account. */
import { shiftsBetween } from "../../worker/oncall/rules/rotation.ts";
import type { Layer } from "../../worker/oncall/rules/schedule.ts";

interface Schedule {
	name: string;
	timeZone: string;
	layers: (Omit<Layer, "userIds"> & { users: string[] })[];
	overrides: { startsAt: string; endsAt: string; user: string }[];
}

/** By email address, from when; neighbours of one person are one, and nobody is `nobody`. */
export function importedOnCall(file: object, name: string, from: number, to: number): [string, number][] {
	const { schedules, users } = file as {
		schedules: Record<string, Schedule>;
		users: Record<string, { email: string }>;
	};
	const schedule = Object.values(schedules).find((one) => one.name === name);
	if (!schedule) throw new Error(`no schedule ${name}`);
	const layers = schedule.layers.map(({ users: userIds, ...layer }) => ({ ...layer, userIds }));
	const overrides = schedule.overrides.map(({ startsAt, endsAt, user }, i) => ({
		...{ id: String(i), startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) },
		...{ userId: user, replacesUserId: null, createdAt: i },
	}));
	const shifts = shiftsBetween({ id: "", name, timeZone: schedule.timeZone, layers, overrides }, from, to);
	return joined(
		shifts.map(({ userId, startsAt }) => [
			userId === null ? "nobody" : (users[userId]?.email ?? "?"),
			startsAt,
		]),
	);
}

/** Stretches of one person that follow each other are one. */
export const joined = (all: [string, number][]): [string, number][] =>
	all.filter(([who], i) => who !== all[i - 1]?.[0]);
