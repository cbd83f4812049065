import { createHash, randomBytes } from "node:crypto";

/**
 * A new key: letters and digits only, so that every tool takes it in a body, a header or a path. `mark` makes it Tocsin's
 * for a secret scanner; `name` says whose it is, so that its owner is found without the database. Only the hash of its
 * 256-bit secret is ever stored.
 */
export function makeNamedKey(mark: string, name: string): { key: string; keyHash: string } {
	const secret = randomBytes(32).toString("hex");
	return { key: mark + name + secret, keyHash: hashOf(secret) };
}

/** Whose key this would be. Null when it cannot be one; only its owner knows whether it is. */
export function readNamedKey(mark: string, key: string): { name: string; keyHash: string } | null {
	const [, name, secret] = FORM.exec(key.startsWith(mark) ? key.slice(mark.length) : "") ?? [];
	return name && secret ? { name, keyHash: hashOf(secret) } : null;
}

const FORM = /^([0-9A-HJKMNP-TV-Z]{26,})([0-9a-f]{64})$/;

function hashOf(secret: string): string {
	return createHash("sha256").update(secret).digest("hex");
}
