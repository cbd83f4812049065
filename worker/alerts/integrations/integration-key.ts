import { idOf, isIdOf } from "../../platform/rules/id.ts";
import { makeNamedKey, readNamedKey } from "../../platform/vault/named-key.ts";

const MARK = "tik";
const SERVICE_PREFIX = idOf("service", "");

/** A new integration key. It names its service, which finds the Desk without the database. */
export function makeIntegrationKey(serviceId: string): { key: string; keyHash: string } {
	if (!isIdOf("service", serviceId)) throw new Error("an integration key belongs to a service");
	return makeNamedKey(MARK, serviceId.slice(SERVICE_PREFIX.length));
}

/** Whose key this would be. Null when it cannot be one; only the service's Desk knows whether it is. */
export function parseIntegrationKey(key: string): { serviceId: string; keyHash: string } | null {
	const read = readNamedKey(MARK, key);
	const serviceId = idOf("service", read?.name ?? "");
	return read && isIdOf("service", serviceId) ? { serviceId, keyHash: read.keyHash } : null;
}
