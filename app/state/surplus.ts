/** When something was last used, and whether it outlives what was used after it. */
export interface Use {
	key: string;
	usedAt: number;
	keep: boolean;
}

/**
 * The keys to let go: what was last used before `since`, and beyond `most` those used longest ago. What is to be kept
 * goes last, and only where there is more of it than `most`.
 */
export function surplus(uses: Use[], { most, since }: { most: number; since: number }): string[] {
	const ranked = uses.toSorted((a, b) => Number(b.keep) - Number(a.keep) || b.usedAt - a.usedAt);
	return ranked
		.filter((use, rank) => rank >= most || (!use.keep && use.usedAt < since))
		.map(({ key }) => key);
}
