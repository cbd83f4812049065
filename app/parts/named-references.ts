/**
 * Stands for `decode-named-character-reference`, whose browser edition makes markup of a text, which the app's policy
 * forbids. The names that people type; any other stays as it was typed.
 */
const NAMES: Record<string, string> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: "\u00a0",
	hellip: "…",
	mdash: "—",
	ndash: "–",
	rarr: "→",
	larr: "←",
};

export function decodeNamedCharacterReference(name: string): string | false {
	return NAMES[name] ?? false;
}
