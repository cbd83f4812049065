import type { FieldError } from "../contract/problem.ts";

/**
 * What this change is to blame for: trouble that was there before, at a value that stays as it is, keeps nobody from
 * pausing a monitor or renaming it.
 */
export function newTrouble<Row extends object>(
	found: FieldError[],
	before: { row: Row; trouble: FieldError[] },
	after: Row,
): FieldError[] {
	const isOld = ({ pointer, message }: FieldError) =>
		before.trouble.some((old) => old.pointer === pointer && old.message === message) &&
		JSON.stringify(valueAt(before.row, pointer)) === JSON.stringify(valueAt(after, pointer));
	return found.filter((error) => !isOld(error));
}

/** The value that a field error points at; undefined when there is none. */
function valueAt(row: object, pointer: string): unknown {
	const steps = pointer.split("/").slice(1);
	return steps.reduce<unknown>((value, step) => {
		const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, step);
		return isThere ? Reflect.get(value, step) : undefined;
	}, row);
}
