import { createHash, randomBytes } from "node:crypto";
import { idOf, isIdOf } from "../../platform/rules/id.ts";

/** Marks the text as Tocsin's, so that a secret scanner finds it. */
const MARK = "tik";
const SERVICE_PREFIX = idOf("service", "");
const FORM = new RegExp(`^${MARK}([0-9A-HJKMNP-TV-Z]{26})([0-9a-f]{64})$`);

/**
 * A new integration key: letters and digits only, so that every tool takes it in a body, a header or a path. It names
 * its service, which finds the Desk without the database; only the hash of its 256-bit secret is ever stored.
 */
export function makeIntegrationKey(serviceId: string): { key: string; keyHash: string } {
	if (!isIdOf("service", serviceId)) throw new Error("an integration key belongs to a service");
	const secret = randomBytes(32).toString("hex");
	return { key: MARK + serviceId.slice(SERVICE_PREFIX.length) + secret, keyHash: hashOf(secret) };
}

/** Whose key this would be. Null when it cannot be one; only the service's Desk knows whether it is. */
export function parseIntegrationKey(key: string): { serviceId: string; keyHash: string } | null {
	const [, ulid, secret] = FORM.exec(key) ?? [];
	if (!ulid || !secret) return null;
	return { serviceId: idOf("service", ulid), keyHash: hashOf(secret) };
}

function hashOf(secret: string): string {
	return createHash("sha256").update(secret).digest("hex");
}
