/** The building blocks of every wire schema: one place for lengths, spellings and what an instant looks like. */
import { z } from "@hono/zod-openapi";
import { ID_PREFIXES, type IdKind, isIdOf } from "../rules/id.ts";
import { fromWire, type Instant } from "../rules/time.ts";

const FIRST_YEAR = Date.UTC(1970, 0);
const LAST_YEAR = Date.UTC(10_000, 0);

/** One line that people read: not blank, no NUL (SQLite ends a text there). */
export const line = (maxLength = 200) =>
	text(maxLength).refine((value) => value.trim() !== "", "must not be blank");

/** Text of any number of lines, possibly none. */
export const text = (maxLength: number) =>
	z
		.string()
		.max(maxLength)
		.refine((value) => !value.includes("\u0000"), "must not contain null characters");

/** The identifier of one kind of thing; that the thing exists is checked where it is saved. */
export const id = (kind: IdKind) =>
	z
		.string()
		.refine((value) => isIdOf(kind, value), `must be an identifier like ${ID_PREFIXES[kind]}_01J…`)
		.openapi({ pattern: `^${ID_PREFIXES[kind]}_[0-9A-HJKMNP-TV-Z]{26}$` });

/** Whose a thing is: that team’s responders may change it. Null: every responder may. */
export const teamId = id("team").nullable().openapi({
	description: "The team whose responders may change it. Null: every responder may",
});

/** A list without repetitions. */
export const unique = <Item extends z.ZodType>(item: Item, max: number) =>
	z
		.array(item)
		.max(max)
		.refine((items) => new Set(items).size === items.length, "must not contain duplicates");

/** RFC 3339 on the wire, epoch ms inside. */
export const instant = z.iso
	.datetime({ offset: true })
	.refine(
		(value) => fromWire(value) >= FIRST_YEAR && fromWire(value) < LAST_YEAR,
		"must be a date after 1970",
	)
	.transform((value): Instant => fromWire(value));

/** As answered: RFC 3339 UTC with milliseconds. */
export const instantOut = z.string().openapi({ format: "date-time", example: "2026-11-23T09:30:00.000Z" });

export const seconds = (min: number, max: number) => {
	const message = `must be from ${min} to ${max}`;
	return z.int("must be a whole number").min(min, message).max(max, message);
};

/** An IANA name that this runtime knows; offsets such as `+01:00` are no zones. */
export const timeZone = text(64)
	.refine(isZone, "must be an IANA time zone such as Europe/Berlin")
	.openapi({ example: "Europe/Berlin" });

/** E.164: a plus, the country's code, and the number, 7 to 15 digits in all, as every phone can dial it. */
export const phoneNumber = z
	.string()
	.regex(/^\+[1-9]\d{6,14}$/, "must be an international number such as +4915112345678")
	.openapi({ example: "+4915112345678" });

/** "09:00" to "23:59". */
export const clockTime = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00")
	.openapi({ example: "09:00" });

/** A date and a time without a zone, "2026-01-05T09:00". */
export const wallClock = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, "must be a wall-clock time like 2026-01-05T09:00")
	.refine(isWallClock, "must be a real date")
	.openapi({ example: "2026-01-05T09:00" });

/** ISO days, 1 = Monday. */
export const weekDays = unique(z.int().min(1).max(7), 7).min(1);

/** Weekly windows on the clocks of a zone. */
export const hours = z
	.strictObject({
		timeZone,
		windows: z
			.array(z.strictObject({ days: weekDays, from: clockTime, to: clockTime }))
			.min(1)
			.max(20),
	})
	.openapi("WeeklyHours", {
		description: "A window whose `to` is not after its `from` runs past midnight",
	});

function isZone(name: string): boolean {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
	} catch {
		return false;
	}
}

function isWallClock(value: string): boolean {
	const at = Date.parse(`${value}Z`);
	return at >= FIRST_YEAR && new Date(at).toISOString().startsWith(value);
}
