import { charsetsOf } from "../rules/charset.ts";
import type { FailureReason } from "../rules/failure.ts";
import { isTimeout } from "./knock.ts";

/** `isCut`: there was more than was read. */
export type BodyReading =
	| { ok: true; text: string; bytes: Uint8Array; isCut: boolean }
	| { ok: false; reason: FailureReason; detail?: string };

/** Stops reading at the limit, which also closes the connection of an endless body. 0 reads nothing. Never throws. */
export async function readResponse(response: Response, maxBytes: number): Promise<BodyReading> {
	if (maxBytes === 0) {
		await leave(response.body);
		return { ok: true, text: "", bytes: new Uint8Array(), isCut: false };
	}
	const bytes = new Uint8Array(maxBytes);
	const reader = plainBody(response)?.getReader();
	let length = 0;
	try {
		while (reader) {
			const { done, value } = await reader.read();
			if (done) break;
			const taken = value.subarray(0, maxBytes - length);
			bytes.set(taken, length);
			length += taken.byteLength;
			if (taken.byteLength === value.byteLength) continue;
			await leave(reader);
			return { ok: true, text: decode(response, bytes), bytes, isCut: true };
		}
	} catch (error) {
		if (!isEmptyAfterAll(error, length)) return { ok: false, ...nameBreak(error) };
	}
	const read = bytes.subarray(0, length);
	return { ok: true, text: decode(response, read), bytes: read, isCut: false };
}

/** What the runtime leaves as it came: it opens only what is called `gzip` or `br` in small letters. */
const LEFT_COMPRESSED: Record<string, "gzip" | "deflate"> = {
	gzip: "gzip",
	"x-gzip": "gzip",
	deflate: "deflate",
};

function plainBody({ body, headers }: Response): ReadableStream<Uint8Array> | null {
	const coding = headers.get("content-encoding") ?? "";
	const format = coding === "gzip" ? undefined : LEFT_COMPRESSED[coding.trim().toLowerCase()];
	return body && format ? body.pipeThrough(new DecompressionStream(format)) : body;
}

/** Reads no further, whatever becomes of the rest: a connection that breaks now says nothing of what was answered. */
export async function leave(rest: Pick<ReadableStream, "cancel"> | null): Promise<void> {
	await rest?.cancel().catch(() => {});
}

/** A body that is marked as compressed and has not one byte is empty; the decompressor takes it for broken off. */
function isEmptyAfterAll(error: unknown, length: number): boolean {
	return length === 0 && error instanceof Error && /ended prematurely|incomplete data/.test(error.message);
}

/** An absent `detail` leaves the words to the reason. */
function nameBreak(error: unknown): { reason: FailureReason; detail?: string } {
	if (isTimeout(error)) return { reason: "timeout", detail: "the answer began, but did not end in time" };
	const isGarbled = error instanceof Error && /decompression failed/i.test(error.message);
	return isGarbled
		? { reason: "body", detail: "the body is not compressed in the way that its header says" }
		: { reason: "reset" };
}

function decode(response: Response, bytes: Uint8Array): string {
	for (const label of charsetsOf(response.headers.get("content-type"), bytes)) {
		const decoder = decoderFor(label);
		if (decoder) return decoder.decode(bytes);
	}
	return "";
}

function decoderFor(label: string): TextDecoder | null {
	try {
		return new TextDecoder(label);
	} catch {
		return null;
	}
}
