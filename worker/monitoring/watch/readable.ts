import { log } from "../../platform/log.ts";
import type { StoredShape } from "../../platform/rules/stored-shape.ts";

/**
 * What a newer version of the code wrote is used as it is: nothing else would say it. A row that is damaged is left out:
 * it must not take the others along.
 */
export function readable<T extends object>(
	shape: StoredShape<T>,
	text: string,
	which: Record<string, unknown>,
): T | null {
	try {
		return shape.fromText(text).value;
	} catch (error) {
		log("watch.row_unreadable", { ...which, error });
		return null;
	}
}
