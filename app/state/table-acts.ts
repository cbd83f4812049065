/** One act on many rows. */

export interface Many {
	done: number;
	/** Why the first of the others was not done, in a sentence. They were all tried. */
	why: string | null;
}

/** One after the other, so that a server that is busy is not asked for all at once. `act` answers why not, or null. */
export async function onEach<Item>(
	items: readonly Item[],
	act: (item: Item) => Promise<string | null>,
): Promise<Many> {
	let done = 0;
	let first: string | null = null;
	for (const item of items) {
		const why = await act(item);
		if (why === null) done++;
		else first ??= why;
	}
	return { done, why: first };
}

/** "3 monitors paused", "1 of 3 monitors paused. No connection."; of one alone, just why not. */
export function manyWords({ done, why }: Many, count: number, thing: string, past: string): string {
	if (count === 1) return why ?? `1 ${thing} ${past}`;
	return why === null ? `${count} ${thing}s ${past}` : `${done} of ${count} ${thing}s ${past}. ${why}`;
}
