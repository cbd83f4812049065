const MOST_AGE_SECONDS = 300;

/**
 * Telnyx's signature of a request: Ed25519 of the time, a bar and the body, by the account's key, and not older than five
 * minutes, so that none is played again.
 */
export async function isFromTelnyx(
	publicKey: string,
	timestamp: string,
	signature: string,
	body: string,
	now: number,
): Promise<boolean> {
	if (!/^[A-Za-z0-9+/]{86}==$/.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(now / 1_000 - Number(timestamp)) > MOST_AGE_SECONDS) return false;
	const [key, mac] = [publicKey, signature].map((text) =>
		Uint8Array.from(atob(text), (c) => c.charCodeAt(0)),
	);
	if (!key || !mac) return false;
	const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
	return crypto.subtle.verify("Ed25519", known, mac, new TextEncoder().encode(`${timestamp}|${body}`));
}
