/** A piece of what somebody wrote: plain, or an address that can be opened. */
export interface Piece {
	text: string;
	href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** Ends a sentence rather than an address. */
const TRAILING = /[.,;:!?…*_]+$/;

/** The text in pieces; together they are the text again. Only http and https are ever links. */
export function linked(text: string): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (const match of text.matchAll(ADDRESS)) {
		const address = addressIn(match[0]);
		const href = hrefOf(address);
		if (href === null) continue;
		if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
		pieces.push({ text: address, href });
		from = match.index + address.length;
	}
	if (from < text.length) pieces.push({ text: text.slice(from) });
	return pieces;
}

/** Without the punctuation after it, and without a bracket that was opened before it. */
function addressIn(found: string): string {
	let address = found.replace(TRAILING, "");
	while (/[)\]}]$/.test(address) && !isClosed(address)) address = address.slice(0, -1).replace(TRAILING, "");
	return address;
}

const OPENS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

function isClosed(address: string): boolean {
	const close = address.at(-1) ?? "";
	const count = (sign: string) => address.split(sign).length;
	return count(OPENS[close] ?? "") >= count(close);
}

function hrefOf(address: string): string | null {
	if (!URL.canParse(address)) return null;
	const { protocol, username, password, href } = new URL(address);
	const isWeb = protocol === "https:" || protocol === "http:";
	// A name before an @ makes an address look like another's.
	return isWeb && username === "" && password === "" ? href : null;
}
