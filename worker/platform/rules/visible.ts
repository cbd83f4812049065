/** Control characters, marks of direction and other invisible signs: in a text of somebody else's they only deceive. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/** Well-formed, with a space for each run of signs that nobody sees. */
export function visible(text: string): string {
	return text.toWellFormed().replace(HIDDEN, " ");
}
