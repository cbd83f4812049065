/**
 * `next` with every part that equals its part of `before` replaced by that very part, so that what did not change keeps
 * its place on the screen: a row that is built anew under a finger takes no press. Items of a list are found by their id.
 */
export function keepSame<T>(before: unknown, next: T): T {
	return same(before, next) as T;
}

function same(before: unknown, next: unknown): unknown {
	if (Object.is(before, next)) return before;
	if (Array.isArray(before) && Array.isArray(next)) return sameList(before, next);
	return isRecord(before) && isRecord(next) ? sameRecord(before, next) : next;
}

function sameList(before: unknown[], next: unknown[]): unknown[] {
	const known = new Map(before.map((item, i) => [idOf(item, i), item]));
	const made = next.map((item, i) => same(known.get(idOf(item, i)), item));
	const isSame = made.length === before.length && made.every((item, i) => Object.is(item, before[i]));
	return isSame ? before : made;
}

function sameRecord(before: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
	const entries = Object.entries(next).map(([name, part]) => [name, same(before[name], part)] as const);
	const isSame =
		entries.length === Object.keys(before).length &&
		entries.every(([name, part]) => name in before && Object.is(part, before[name]));
	return isSame ? before : Object.fromEntries(entries);
}

const idOf = (item: unknown, i: number): unknown => (isRecord(item) && item.id !== undefined ? item.id : i);

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
