const TEXT_LENGTH = 20_000;

/** What another app shared, as one note; empty when it shared nothing. Apps put an address into the text as often as into `url`. */
export function sharedText(query: { title?: string; text?: string; url?: string }): string {
	const said = (text: string | undefined) => text?.trim() ?? "";
	const [title, text, url] = [said(query.title), said(query.text), said(query.url)];
	const parts = [title, text, url].filter(
		(part, i, all) => part !== "" && !all.some((other, j) => j !== i && holds(other, part, j < i)),
	);
	return parts.join("\n").slice(0, TEXT_LENGTH);
}

/** Whether `other` says it already; of two that are the same, the first stays. */
const holds = (other: string, part: string, isFirst: boolean): boolean =>
	other.includes(part) && (other !== part || isFirst);
