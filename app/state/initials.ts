/** "AL" of "Ana Lindqvist", "BO" of "Bo". */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/);
	const last = words.length > 1 ? words.at(-1) : undefined;
	const letters = last ? (words[0]?.[0] ?? "") + (last[0] ?? "") : (words[0] || "?").slice(0, 2);
	return letters.toUpperCase();
}
