/** What a body may be made of: bounds that hold before any schema looks at it. */
const MAX_DEPTH = 32;
const MAX_KEYS = 1_000;
const MAX_STRING_LENGTH = 65_536;

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
		if (twice !== null) return malformed(`the key ${twice} stands twice in one object`);
		return text.isWellFormed() && !hasLoneSurrogate(text, value)
			? { ok: true, value }
			: malformed("a text is not valid Unicode");
	} catch {
		return malformed("the body is not valid JSON");
	}
}

function malformed(detail: string): JsonOutcome {
	return { ok: false, slug: "malformed-json", detail };
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/** Depth, keys and lengths, counted on the text: parsing something deep is what must not happen. */
function limitBroken(text: string): string | null {
	let depth = 0;
	let keys = 0;
	for (const [token] of text.matchAll(TOKENS)) {
		if (token === "{" || token === "[") depth++;
		else if (token === "}" || token === "]") depth--;
		else if (token === ":") keys++;
		else if (token.length > MAX_STRING_LENGTH + 2) return "a text is longer than 64 KB";
		if (depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
		if (keys > MAX_KEYS) return `more than ${MAX_KEYS} keys`;
	}
	return null;
}

/** A key that stands twice in the same object; `text` is valid JSON. */
function repeatedKey(text: string): string | null {
	const scopes: (Set<string> | null)[] = [];
	let last = "";
	for (const [token] of text.matchAll(TOKENS)) {
		if (token === "{") scopes.push(new Set());
		else if (token === "[") scopes.push(null);
		else if (token === "}" || token === "]") scopes.pop();
		else if (token === ":") {
			const scope = scopes.at(-1);
			const key: unknown = JSON.parse(last);
			if (scope?.has(String(key))) return last.slice(0, 80);
			scope?.add(String(key));
		} else last = token;
	}
	return null;
}

/** `"\ud800"` is well-formed as JSON text but no text that can be stored. Only an escape can make one. */
function hasLoneSurrogate(text: string, value: unknown): boolean {
	return /\\u[dD][89a-fA-F]/.test(text) && !wellFormed(value);
}

function wellFormed(value: unknown): boolean {
	if (typeof value === "string") return value.isWellFormed();
	if (typeof value !== "object" || value === null) return true;
	return Object.entries(value).every(([key, member]) => key.isWellFormed() && wellFormed(member));
}
