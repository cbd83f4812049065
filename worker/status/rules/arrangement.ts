/** A component, and where it stands. */
interface Placed {
	id: string;
	version: number;
	group: string | null;
	position: number;
}

export interface WantedGroup {
	/** Null: these stand alone. */
	name: string | null;
	components: { id: string; version: number }[];
}

/**
 * Where each component is to stand, those alone that move. Null: `groups` was made of others than there are, or one of them was
 * changed since.
 */
export function placesOf(now: readonly Placed[], groups: readonly WantedGroup[]): Placed[] | null {
	const wanted = groups.flatMap(({ name, components }) => components.map((one) => ({ ...one, group: name })));
	const known = new Map(now.map((one) => [one.id, one]));
	const isOfNow = wanted.every(({ id, version }) => known.get(id)?.version === version);
	const named = new Set(wanted.map(({ id }) => id));
	if (!isOfNow || named.size !== wanted.length || named.size !== now.length) return null;
	return wanted
		.map((one, position) => ({ ...one, position }))
		.filter(({ id, group, position }) => {
			const before = known.get(id);
			return before?.group !== group || before.position !== position;
		});
}
