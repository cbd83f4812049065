import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Layer, Override, Restriction, Schedule } from "../../worker/oncall/rules/schedule.ts";

export const ANA = "usr_ana";
export const BO = "usr_bo";
export const CHIDI = "usr_chidi";

/** Zones that change their clocks in every way there is, and two that never do. */
export const ZONES = [
	"Europe/Berlin",
	"America/Chicago",
	"Australia/Lord_Howe",
	"America/Santiago",
	"America/St_Johns",
	"Africa/Casablanca",
	"Asia/Beirut",
	"Africa/Cairo",
	"America/Asuncion",
	"Pacific/Apia",
	"Asia/Kolkata",
	"UTC",
];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A zone with a stretch of about a week, in three cases of four around a clock change of that zone (2020–2040). */
export const stretches: fc.Arbitrary<{ zone: string; from: number; to: number }> = fc
	.record({
		zone: zones(),
		minute: fc.integer({ min: Date.UTC(2020, 0, 5) / MINUTE_MS, max: Date.UTC(2040, 0, 1) / MINUTE_MS }),
		nearChange: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
		before: fc.integer({ min: 0, max: 3 * 1_440 }),
		length: fc.integer({ min: 1, max: 7 * 1_440 }),
	})
	.map(({ zone, minute, nearChange, before, length }) => {
		const change = nearChange ? nextChange(zone, minute * MINUTE_MS) : null;
		const from = (change ?? minute * MINUTE_MS) - before * MINUTE_MS;
		return { zone, from, to: from + length * MINUTE_MS };
	});

function zones(): fc.Arbitrary<string> {
	const all = process.env.TOCSIN_SOAK === "1" ? Intl.supportedValuesOf("timeZone") : ZONES;
	return fc.constantFrom(...all);
}

/** The next clock change of a zone after an instant. Null where there is none. */
export function nextChange(zone: string, at: number): number | null {
	const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
	return there.getTimeZoneTransition("next")?.epochMilliseconds ?? null;
}

const people = fc.constantFrom(ANA, BO, CHIDI);

// Quarter hours, and more often the small hours in which clocks change.
const times = fc
	.oneof(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 16 }))
	.map((n) => `${String(Math.floor(n / 4)).padStart(2, "0")}:${String((n % 4) * 15).padStart(2, "0")}`);

export const restrictions: fc.Arbitrary<Restriction> = fc.record({
	days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
	from: times,
	to: times,
});

/** A layer that starts in the weeks before `to`, a monthly one in the two years before, sometimes in the stretch itself. */
export function layers(from: number, to: number): fc.Arbitrary<Layer> {
	const wallClock = (daysBefore: number) =>
		fc
			.integer({ min: Math.floor((from - daysBefore * DAY_MS) / 900_000), max: Math.floor(to / 900_000) })
			.map((quarter) => new Date(quarter * 900_000).toISOString().slice(0, 16));
	const rotation = <Unit extends Layer["rotation"]["unit"]>(unit: fc.Arbitrary<Unit>, daysBefore: number) =>
		fc.record({
			unit,
			length: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 12 })),
			startsAt: wallClock(daysBefore),
			endsAt: fc.option(wallClock(30)),
		});
	const membership = fc.record({
		userId: people,
		from: fc.option(wallClock(30), { nil: undefined }),
		until: fc.option(wallClock(10)),
	});
	return fc.record({
		name: fc.constantFrom("primary", "nights", "weekends"),
		userIds: fc.array(people, { maxLength: 4 }),
		memberships: fc.oneof(
			fc.constant(undefined),
			fc.uniqueArray(membership, { maxLength: 3, selector: ({ userId }) => userId }),
		),
		rotation: fc.oneof(
			{ weight: 3, arbitrary: rotation(fc.constantFrom("hour", "day", "week"), 30) },
			// So far back that there were short months in between.
			{ weight: 1, arbitrary: rotation(fc.constant("month"), 800) },
		),
		restrictions: fc.oneof(fc.constant<Restriction[]>([]), fc.array(restrictions, { maxLength: 2 })),
	});
}

export function overrides(from: number, to: number): fc.Arbitrary<Override[]> {
	const minute = fc.integer({ min: from / MINUTE_MS - 1_440, max: to / MINUTE_MS + 1_440 });
	const override = fc
		.record({
			startsAt: minute.map((n) => n * MINUTE_MS),
			lengthMs: fc.integer({ min: 1, max: 2_880 }).map((n) => n * MINUTE_MS),
			userId: fc.option(people),
			replacesUserId: fc.option(people),
		})
		.map(({ startsAt, lengthMs, userId, replacesUserId }) => ({
			startsAt,
			endsAt: startsAt + lengthMs,
			userId,
			replacesUserId,
		}));
	return fc.array(override, { maxLength: 5 }).chain((list) =>
		fc.shuffledSubarray(
			list.map((o, n) => ({ ...o, id: `ovr_${n}`, createdAt: n })),
			{
				minLength: list.length,
			},
		),
	);
}

/** A schedule of up to three layers with overrides, and the stretch of time to look at. */
export const cases: fc.Arbitrary<{ schedule: Schedule; from: number; to: number }> = stretches.chain(
	({ zone, from, to }) =>
		fc
			.record({ layers: fc.array(layers(from, to), { maxLength: 3 }), overrides: overrides(from, to) })
			.map((rest) => ({ schedule: { id: "sch_shop", name: "Shop", timeZone: zone, ...rest }, from, to })),
);
