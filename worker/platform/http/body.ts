import type { AppContext } from "./app-env.ts";
import { parseJson } from "./json-limits.ts";
import { problem } from "./problems.ts";

const MAX_BYTES = 512 * 1_024;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Reads the body of a command once, within its limits, and parses it, or refuses. No body is left to the schema. */
export async function readJsonBody(c: AppContext): Promise<Response | null> {
	if (["GET", "HEAD"].includes(c.req.method)) return null;
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	if (bytes === null) return problem(c, "too-large", "a body may have at most 512 KB");
	if (bytes.byteLength === 0) return null;
	const refusal = refuseType(c);
	if (refusal) return refusal;
	const text = decode(bytes);
	const parsed = text === null ? null : parseJson(text);
	if (text === null || parsed === null) return problem(c, "malformed-json", "the body is not UTF-8");
	if (!parsed.ok) return problem(c, parsed.slug, parsed.detail);
	c.set("bodyText", text);
	c.set("body", parsed.value);
	return null;
}

function refuseType(c: AppContext): Response | null {
	const type = c.req.header("content-type") ?? "";
	const encoding = c.req.header("content-encoding") ?? "identity";
	if (JSON_TYPE.test(type) && encoding === "identity") return null;
	return problem(c, "unsupported-media-type", "send application/json, not compressed");
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
