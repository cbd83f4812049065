/** What a file with `prune` takes away, and what may not go. */
import { referrersAmong } from "../../db/configuration/everything.ts";
import { type ScheduleRow, scheduleOf } from "../../db/oncall/schedules.ts";
import { shiftsBetween } from "../oncall/rules/rotation.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import { days, type Instant, toWire } from "../platform/rules/time.ts";
import type { Current, Thing } from "./current.ts";
import { SECTIONS, type Section } from "./sections.ts";
import type { Reading } from "./wanted.ts";

/** A schedule that gives somebody a shift within this time is not deleted. */
const AHEAD_MS = days(90);

export interface Deletion {
	section: Section;
	thing: Thing;
	/** It stays whatever the file says, and that is no mistake. */
	kept: string | null;
	/** Why nothing of the file is done as long as this is asked for. */
	refused: string | null;
}

interface Asked {
	current: Current;
	reading: Reading;
	/** The identifiers that the severity policy names when all is done. */
	inSeverities: ReadonlySet<string>;
	/** The overrides that go anyway. */
	removedOverrides: ReadonlySet<string>;
	now: Instant;
}

/** In the order in which they can go: what refers before what it refers to. */
export async function deletionsOf(c: AppContext, asked: Asked): Promise<Deletion[]> {
	const { current, reading } = asked;
	const meant = new Set(reading.wanted.map(({ id }) => id));
	const going = SECTIONS.filter(({ name }) => reading.has.has(name)).flatMap((section) =>
		(current.things.get(section.name) ?? [])
			.filter(({ id }) => !meant.has(id))
			.map((thing) => ({ section, thing, kept: keptBecause(c, thing) })),
	);
	const ids = going.filter(({ kept }) => kept === null).map(({ thing }) => thing.id);
	const users = await usersOf(c, ids, asked);
	return going.toReversed().map((one) => {
		const refused = one.kept === null ? refusedBecause(one.thing, one.section, users, asked) : null;
		return { ...one, refused };
	});
}

/** Nobody locks themselves out. */
function keptBecause(c: AppContext, { id }: Thing): string | null {
	return c.get("actor").id === id ? "It is your own account." : null;
}

function refusedBecause(
	thing: Thing,
	section: Section,
	users: ReadonlyMap<string, string[]>,
	{ current, now }: Asked,
): string | null {
	const using = users.get(thing.id) ?? [];
	if (using.length > 0) return `Still used by ${using.slice(0, 10).join(", ")}.`;
	if (section.kind !== "schedule") return null;
	// The section of schedules has their rows.
	const schedule = scheduleOf(thing.row as ScheduleRow, current.overrides);
	const next = shiftsBetween(schedule, now, now + AHEAD_MS).find(({ userId }) => userId !== null);
	return next
		? `Has shifts to come, the next one until ${toWire(next.endsAt)}. End its layers and overrides first.`
		: null;
}

/** Who still refers to each of these when all else is done, by identifier. */
async function usersOf(c: AppContext, ids: string[], asked: Asked): Promise<Map<string, string[]>> {
	const { reading, current, inSeverities, removedOverrides } = asked;
	const going = new Set(ids);
	const wanted = new Map(reading.wanted.map((one) => [one.id, one]));
	const users = new Map<string, string[]>();
	const use = (id: string, by: string) => {
		const known = users.get(id) ?? [];
		if (going.has(id) && !known.includes(by)) users.set(id, [...known, by]);
	};
	for (const { section, row, key } of wanted.values())
		for (const { id } of section.resource.references?.(row) ?? []) use(id, `${section.name}/${key}`);
	for (const id of inSeverities) use(id, "severityPolicy");
	for (const { from, to, scheduleId } of await referrersAmong(c.env.DB, ids)) {
		const isSettled =
			going.has(from) || wanted.has(from) || from === "severity-policy" || removedOverrides.has(from);
		if (isSettled || (scheduleId !== null && going.has(scheduleId))) continue;
		use(
			to,
			scheduleId === null
				? nameOf(current, reading, from)
				: `an override of ${nameOf(current, reading, scheduleId)}`,
		);
	}
	return users;
}

function nameOf(current: Current, reading: Reading, id: string): string {
	const [name] = [...current.things].find(([, things]) => things.some((thing) => thing.id === id)) ?? [];
	return name === undefined ? id : `${name}/${reading.keys.get(id)}`;
}
