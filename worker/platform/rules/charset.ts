/**
 * How the bytes of an answer may be decoded, the most reliable source first: its header, its byte order mark, what an HTML
 * document says of itself, UTF-8. A label that a decoder does not know gives way to the next.
 */
export function charsetsOf(contentType: string | null, bytes: Uint8Array): string[] {
	const labels = [
		charsetOfHeader(contentType),
		charsetOfMark(bytes),
		charsetOfMeta(contentType, bytes),
		"utf-8",
	];
	return labels.filter((label) => label !== null);
}

/** HTML keeps it within this many bytes. */
const META_WITHIN_BYTES = 1_024;

function charsetOfHeader(contentType: string | null): string | null {
	return /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType ?? "")?.[1] ?? null;
}

function charsetOfMark(bytes: Uint8Array): string | null {
	const [first, second, third] = bytes;
	if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	return null;
}

function charsetOfMeta(contentType: string | null, bytes: Uint8Array): string | null {
	if (contentType !== null && !/html|xml/i.test(contentType)) return null;
	const head = String.fromCharCode(...bytes.subarray(0, META_WITHIN_BYTES));
	const label = /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s;"'/>]+)/i.exec(head)?.[1] ?? null;
	// A document whose ASCII could be read up to here is not UTF-16, whatever it says.
	return label !== null && /^utf-?16/i.test(label) ? "utf-8" : label;
}
