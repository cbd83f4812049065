/** Instants on the calendar and clock of a place, without a word about them. */

/** Epoch ms or RFC 3339. */
export type When = number | string;
export const ms = (at: When): number => (typeof at === "number" ? at : Date.parse(at));

const DAY_MS = 86_400_000;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
	...["January", "February", "March", "April", "May", "June"],
	...["July", "August", "September", "October", "November", "December"],
];

/**
 * An instant on the calendar and clock of a place: the reader's own, or the zone's. `day` counts days, so that
 * "tomorrow" is a matter of calendars and not of 24 hours. Null for what is no instant.
 */
export function onCalendar(at: When, zone?: string) {
	const instant = new Date(ms(at));
	if (Number.isNaN(instant.getTime())) return null;
	const [year, month, date, hour, minute, second] = fieldsOf(instant, zone);
	const midnight = new Date(Date.UTC(year, month, date));
	return {
		...{ year, date, hour, minute, second },
		month: MONTHS[month] as string,
		weekday: WEEKDAYS[midnight.getUTCDay()] as string,
		day: midnight.getTime() / DAY_MS,
	};
}

type Fields = [year: number, month: number, date: number, hour: number, minute: number, second: number];

/** Without a formatter where one can be spared: making one costs a phone as much as drawing half a screen. */
function fieldsOf(at: Date, zone?: string): Fields {
	if (zone === undefined) {
		const [hour, minute, second] = [at.getHours(), at.getMinutes(), at.getSeconds()];
		return [at.getFullYear(), at.getMonth(), at.getDate(), hour, minute, second];
	}
	if (zone !== "UTC") return fieldsInZone(at, zone);
	const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
	return [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), hour, minute, second];
}

const formats = new Map<string, Intl.DateTimeFormat>();
function fieldsInZone(at: Date, timeZone: string): Fields {
	const options = { timeZone, hourCycle: "h23", dateStyle: "short", timeStyle: "medium" } as const;
	const made = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", options);
	formats.set(timeZone, made);
	const of = Object.fromEntries(made.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of;
	return [year, month - 1, day, hour, minute, second];
}
