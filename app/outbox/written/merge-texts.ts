const SEPARATOR = "--- Saved by someone else ---";

/** Both texts, mine first, parted by a line that nobody writes; one of them when the other adds nothing. */
export function mergeTexts(mine: string, theirs: string): string {
	if (mine === theirs || theirs.trim() === "") return mine;
	if (mine.trim() === "") return theirs;
	return `${mine.trimEnd()}\n\n${SEPARATOR}\n\n${theirs}`;
}

export const holdsTwo = (text: string): boolean => text.includes(SEPARATOR);
