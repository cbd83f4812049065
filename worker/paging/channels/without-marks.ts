const MARKS = /[\\*_~`|>#[\]()]/g;

/** Text of others, for a reader of Markdown: it is shown as it is, and links to nothing. */
export function withoutMarks(text: string): string {
	return text.replace(MARKS, (mark) => `\\${mark}`);
}
