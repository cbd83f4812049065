import { idOf, isIdOf } from "../../platform/rules/id.ts";
import { makeNamedKey, readNamedKey } from "../../platform/vault/named-key.ts";

const MARK = "thk";
const MONITOR_PREFIX = idOf("monitor", "");
const ULID_LENGTH = 26;
const SLICE = /^slice-(\d{1,6})$/;

/** A new heartbeat key. It names its monitor and the Watch of that, which is found without the database. */
export function makeHeartbeatKey(monitorId: string, slice: string): { key: string; keyHash: string } {
	const [, number] = SLICE.exec(slice) ?? [];
	if (!isIdOf("monitor", monitorId) || number === undefined)
		throw new Error("a heartbeat key belongs to a monitor and its slice");
	return makeNamedKey(MARK, monitorId.slice(MONITOR_PREFIX.length) + number.padStart(6, "0"));
}

export interface HeartbeatKey {
	monitorId: string;
	slice: string;
	keyHash: string;
}

/** Whose key this would be. Null when it cannot be one; only the Watch knows whether it is. */
export function parseHeartbeatKey(key: string): HeartbeatKey | null {
	const read = readNamedKey(MARK, key);
	if (!read) return null;
	const monitorId = idOf("monitor", read.name.slice(0, ULID_LENGTH));
	const number = read.name.slice(ULID_LENGTH);
	if (!isIdOf("monitor", monitorId) || !/^\d{6}$/.test(number)) return null;
	return { monitorId, slice: `slice-${Number(number)}`, keyHash: read.keyHash };
}
