import type { TextBody } from "../contract/endpoint.ts";
import type { AppContext } from "./app-env.ts";
import { parseJson } from "./json-limits.ts";
import { problem } from "./problems.ts";

const MAX_BYTES = 512 * 1_024;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Reads the body of a command once, within its limits, and parses it, or refuses. No body is left to the schema. */
export async function readJsonBody(c: AppContext): Promise<Response | null> {
	if (["GET", "HEAD"].includes(c.req.method)) return null;
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	if (bytes === null) return problem(c, "too-large", "The body can be at most 512 KB.");
	if (bytes.byteLength === 0) return null;
	const refusal = refuseType(c);
	if (refusal) return refusal;
	const text = decode(bytes);
	const parsed = text === null ? null : parseJson(text);
	if (text === null || parsed === null) return problem(c, "malformed-json", "The body isn’t valid UTF-8.");
	if (!parsed.ok) return problem(c, parsed.slug, parsed.detail);
	c.set("bodyText", text);
	c.set("body", parsed.value);
	return null;
}

/** Reads the body of a command as text, within its limits, or refuses; the handler makes sense of it. JSON is parsed. */
export async function readTextBody(c: AppContext, { types, maxBytes }: TextBody): Promise<Response | null> {
	const bytes = await readAtMost(c.req.raw, maxBytes);
	if (bytes === null)
		return problem(c, "too-large", `The body can be at most ${Math.floor(maxBytes / 1_024)} KB.`);
	if (bytes.byteLength === 0) return null;
	if (!types.includes(mediaTypeOf(c)) || isEncoded(c))
		return problem(c, "unsupported-media-type", `Send uncompressed ${types.join(" or ")}.`);
	const text = decode(bytes);
	if (text === null) return problem(c, "malformed-json", "The body isn’t valid UTF-8.");
	c.set("bodyText", text);
	return isJson(c) ? parseWhole(c, text) : null;
}

/** A document has bounds of its own, which its handler holds. */
function parseWhole(c: AppContext, text: string): Response | null {
	try {
		c.set("body", JSON.parse(text));
		return null;
	} catch {
		return problem(c, "malformed-json", "The body isn’t valid JSON.");
	}
}

/** Without its parameters, in lower case. */
export function mediaTypeOf(c: AppContext): string {
	return (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Also `application/ld+json` and the like. */
export const isJson = (c: AppContext): boolean => JSON_TYPE.test(c.req.header("content-type") ?? "");

const isEncoded = (c: AppContext): boolean => (c.req.header("content-encoding") ?? "identity") !== "identity";

function refuseType(c: AppContext): Response | null {
	if (isJson(c) && !isEncoded(c)) return null;
	return problem(c, "unsupported-media-type", "Send uncompressed application/json.");
}

/** Null when there is more; the rest is not read. */
export async function readAtMost(request: Request, maxBytes: number): Promise<Uint8Array | null> {
	const told = request.headers.get("content-length");
	if (Number(told ?? 0) > maxBytes) return null;
	if (!request.body) return new Uint8Array();
	// HTTP lets no more through than was told. Reading it at once costs a third of reading it piece by piece.
	if (told !== null) {
		const whole = new Uint8Array(await request.arrayBuffer());
		return whole.byteLength > maxBytes ? null : whole;
	}
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body) {
		size += chunk.byteLength;
		if (size > maxBytes) return null;
		chunks.push(chunk);
	}
	return joined(chunks, size);
}

/** The beginning; the rest is not read. */
export async function readSome(request: Request, maxBytes: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		chunks.push(chunk.subarray(0, maxBytes - size));
		size += chunk.byteLength;
		if (size >= maxBytes) break;
	}
	return joined(chunks, Math.min(size, maxBytes));
}

function joined(chunks: Uint8Array[], size: number): Uint8Array {
	const whole = new Uint8Array(size);
	let offset = 0;
	for (const chunk of chunks) {
		whole.set(chunk, offset);
		offset += chunk.byteLength;
	}
	return whole;
}

function decode(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}
