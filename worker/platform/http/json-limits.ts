/** What a body may be made of: bounds that hold before any schema looks at it, found in one pass over the text. */
const MAX_DEPTH = 32;
const MAX_KEYS = 1_000;
const MAX_STRING_LENGTH = 65_536;
/** 64 KB as a base64 `data:` URL: a logo. */
const MAX_PICTURE_LENGTH = 87_424;
const PICTURE = '"data:image/';

export type JsonOutcome =
	| { ok: true; value: unknown }
	| { ok: false; slug: "malformed-json" | "too-large"; detail: string };

/** Parses strictly: a key twice in one object, or half a surrogate pair, is as wrong as a missing bracket. */
export function parseJson(text: string): JsonOutcome {
	const limit = limitBroken(text);
	if (limit) return { ok: false, slug: "too-large", detail: limit };
	try {
		const value: unknown = JSON.parse(text);
		const twice = repeatedKey(text);
		if (twice !== null) return malformed(`Duplicate key ${twice} in one object.`);
		return hasLoneSurrogate(text, value) ? malformed("A string isn’t valid Unicode.") : { ok: true, value };
	} catch {
		return malformed("The body isn’t valid JSON.");
	}
}

function malformed(detail: string): JsonOutcome {
	return { ok: false, slug: "malformed-json", detail };
}

/** Depth, keys and lengths, counted on the text: parsing something deep is what must not happen. */
function limitBroken(text: string): string | null {
	let depth = 0;
	let keys = 0;
	for (const token of tokensOf(text)) {
		if (token === "{" || token === "[") depth++;
		else if (token === "}" || token === "]") depth--;
		else if (token === ":") keys++;
		else if (token.length > longest(token) + 2) return "A string is longer than 64 KB.";
		if (depth > MAX_DEPTH) return `Nested more than ${MAX_DEPTH} levels.`;
		if (keys > MAX_KEYS) return `more than ${MAX_KEYS} keys`;
	}
	return null;
}

const longest = (token: string): number =>
	token.startsWith(PICTURE) ? MAX_PICTURE_LENGTH : MAX_STRING_LENGTH;

/** A key that stands twice in the same object; `text` is valid JSON. */
function repeatedKey(text: string): string | null {
	const scopes: Set<unknown>[] = [];
	let last = "";
	for (const token of tokensOf(text)) {
		if (token === "{" || token === "[") scopes.push(new Set());
		else if (token === "}" || token === "]") scopes.pop();
		else if (token === ":") {
			const scope = scopes.at(-1);
			const key: unknown = JSON.parse(last);
			if (scope?.has(key)) return last.slice(0, 80);
			scope?.add(key);
		} else last = token;
	}
	return null;
}

const STRUCTURE = new Set(["{", "}", "[", "]", ":"]);

/** Brackets, colons and strings with their quotes; everything else is passed over. Linear, whatever the text is. */
function* tokensOf(text: string): Generator<string> {
	for (let i = 0; i < text.length; i++) {
		const char = text.charAt(i);
		if (STRUCTURE.has(char)) yield char;
		if (char !== '"') continue;
		const end = endOfString(text, i);
		yield text.slice(i, end);
		i = end - 1;
	}
}

/** Where the string that opens at `start` ends, its quote included; the end of the text when nothing closes it. */
function endOfString(text: string, start: number): number {
	for (let i = start + 1; i < text.length; i++) {
		const char = text.charAt(i);
		if (char === "\\") i++;
		else if (char === '"') return i + 1;
	}
	return text.length;
}

/** `"\ud800"` is well-formed as JSON text but no text that can be stored. Only an escape can make one. */
function hasLoneSurrogate(text: string, value: unknown): boolean {
	return /\\u[dD][89a-fA-F]/.test(text) && !isWellFormed(value);
}

function isWellFormed(value: unknown): boolean {
	if (typeof value === "string") return value.isWellFormed();
	if (typeof value !== "object" || value === null) return true;
	return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
}
