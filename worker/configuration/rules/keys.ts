import type { IdKind } from "../../platform/rules/id.ts";

const LONGEST = 80;
const FORM = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/** Why this cannot be a key; null when it can. */
export const refuseKey = (key: string): string | null =>
	FORM.test(key)
		? null
		: "a key must be 1 to 80 lower-case letters, digits, dots, hyphens and underscores, and begin with a letter or a digit";

/** A key after a name: `Checkout API` → `checkout-api`. `otherwise` where the name has no letter that a key may have. */
export function keyAfter(name: string, otherwise: string): string {
	const plain = name
		.normalize("NFKD")
		.replaceAll(/\p{M}/gu, "")
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, "-")
		.replaceAll(/^-+|-+$/g, "")
		.slice(0, LONGEST - 5)
		.replace(/-+$/, "");
	return plain === "" ? otherwise : plain;
}

/** The first of `key`, `key-2`, `key-3` … that is not taken. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
	if (!isTaken(key)) return key;
	for (let n = 2; ; n++) if (!isTaken(`${key}-${n}`)) return `${key}-${n}`;
}

interface Named {
	id: string;
	name: string;
}

/**
 * The key of each of these, by id: the one that is kept, else one after its name. `reserved` are keys that something else
 * has. The same things in the same order have the same keys.
 */
export function keysOf(
	kind: IdKind,
	things: readonly Named[],
	kept: ReadonlyMap<string, string>,
	reserved: Iterable<string> = [],
): Map<string, string> {
	const keys = new Map<string, string>();
	for (const { id } of things) {
		const key = kept.get(id);
		if (key !== undefined) keys.set(id, key);
	}
	const taken = new Set([...reserved, ...keys.values()]);
	for (const { id, name } of things) {
		if (keys.has(id)) continue;
		const key = freeKey(keyAfter(name, kind.toLowerCase()), (one) => taken.has(one));
		taken.add(key);
		keys.set(id, key);
	}
	return keys;
}
