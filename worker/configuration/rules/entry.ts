/** What a file says of one thing, or what the API says of it: fields by name. */
export type Entry = Record<string, unknown>;

/** True for a mapping of names to values. */
export function isEntry(value: unknown): value is Entry {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when both say the same, in whatever order their fields stand. */
export function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isEntry(value)) return value;
	return Object.fromEntries(byName(Object.entries(value)).map(([name, member]) => [name, sorted(member)]));
}

/** By name, in the order of its characters: the same on every machine. */
export function byName<Value>(entries: [string, Value][]): [string, Value][] {
	return entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
