/**
 * A shape that is written into storage and read back later, perhaps by another version of the code: see
 * docs/stored-shapes.md.
 */
export interface StoredShape<Value extends object> {
	/** The value with its version beside its own fields, none of which may be called `v`: older code reads over that. */
	wrap(value: Value): object;
	/** Brings what was stored up to today's version. */
	unwrap(stored: object): Unwrapped<Value>;
	/** The same as JSON text. */
	toText(value: Value): string;
	/** Throws when the text is no JSON. */
	fromText(text: string): Unwrapped<Value>;
}

export interface Unwrapped<Value> {
	value: Value;
	/** A later version of the code wrote it: `value` is as it was written, and may lack what its type promises. */
	isNewer: boolean;
}

/** One step from a version to the next. It must not throw, whatever fields are missing. */
export type Upcast = (old: Plain) => Plain;

export type Plain = Record<string, unknown>;

/** What carries no version yet is today's already. */
export const asItIs: Upcast = (old) => old;

/**
 * The first step brings what carries no version to version 1, the second that to version 2: the list only grows. Where
 * it ends, the value is what its type says.
 */
export function storedShape<Value extends object>(...upcasts: Upcast[]): StoredShape<Value> {
	const wrap = (value: Value) => ({ ...value, v: upcasts.length });
	const unwrap = (stored: object): Unwrapped<Value> => {
		const { v, ...old } = stored as Plain;
		const version = typeof v === "number" ? v : 0;
		const value = upcasts.slice(version).reduce((known, upcast) => upcast(known), old);
		return { value: value as Value, isNewer: version > upcasts.length };
	};
	return {
		wrap,
		unwrap,
		toText: (value) => JSON.stringify(wrap(value)),
		fromText: (text) => unwrap(JSON.parse(text) as object),
	};
}
