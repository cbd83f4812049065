/**
 * What the platform knows of a language. Making a formatter costs a hundred times what using it does, so each is made
 * once.
 */
export function listOf(names: string[], tag: string): string {
	return LISTS(tag).format(names);
}

/** "99.93%", rounded down: 100% only when nothing was lost. */
export function percent(share: number, tag: string): string {
	return (share >= 1 ? WHOLE : PERCENTS)(tag).format(Math.min(1, share));
}

/** "24 seconds", "11 minutes": without what is smaller than the unit. */
export function counted(count: number, unit: Unit, tag: string): string {
	return COUNTS[unit](tag).format(count);
}

/** "1 hour 5 minutes" */
export function joined(parts: string[], tag: string): string {
	return JOINED(tag).format(parts);
}

/** "11 minutes ago" */
export function agoIn(count: number, unit: Unit, tag: string): string {
	return AGO(tag).format(-count, unit);
}

export type Unit = "second" | "minute" | "hour" | "day";

const LISTS = kept((tag) => new Intl.ListFormat(tag, { type: "conjunction" }));
const JOINED = kept((tag) => new Intl.ListFormat(tag, { type: "unit", style: "narrow" }));
const AGO = kept((tag) => new Intl.RelativeTimeFormat(tag, { numeric: "always" }));
const WHOLE = kept((tag) => new Intl.NumberFormat(tag, { style: "percent" }));
const PERCENTS = kept(
	(tag) =>
		new Intl.NumberFormat(tag, {
			...{ style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 },
			roundingMode: "floor",
		}),
);
const countsOf = (unit: Unit) =>
	kept((tag) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }));
const COUNTS: Record<Unit, (tag: string) => Intl.NumberFormat> = {
	...{ second: countsOf("second"), minute: countsOf("minute") },
	...{ hour: countsOf("hour"), day: countsOf("day") },
};

/** Made once by key; there are few of them. */
export function kept<Format>(make: (key: string) => Format): (key: string) => Format {
	const made = new Map<string, Format>();
	return (key) => {
		const format = made.get(key) ?? make(key);
		made.set(key, format);
		return format;
	};
}
