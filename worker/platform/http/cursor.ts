import type { Env } from "../env.ts";
import { constantTimeEqual, fromBase64Url, sha256Hex, toBase64Url } from "../vault/digest.ts";

const MARK_LENGTH = 16;

/** An opaque place in one list. It carries a mark of ours: a forged one is refused instead of guessed at. */
export async function makeCursor(env: Env, list: string, place: string): Promise<string> {
	const text = `${await markOf(env, list, place)}${place}`;
	return toBase64Url(new TextEncoder().encode(text));
}

/** The place that `makeCursor` was given for this list; null for anything else. */
export async function readCursor(env: Env, list: string, cursor: string): Promise<string | null> {
	try {
		const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fromBase64Url(cursor));
		const place = text.slice(MARK_LENGTH);
		const isOurs = constantTimeEqual(text.slice(0, MARK_LENGTH), await markOf(env, list, place));
		return isOurs ? place : null;
	} catch {
		return null;
	}
}

async function markOf(env: Env, list: string, place: string): Promise<string> {
	const secret = env.MASTER_KEY ?? env.ADMIN_TOKEN ?? "";
	return (await sha256Hex(`cursor/${list}/${place}/${secret}`)).slice(0, MARK_LENGTH);
}
