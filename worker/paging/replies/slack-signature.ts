const MOST_AGE_SECONDS = 300;

/** Slack's signature `v0` of a request: by the app's secret, and not older than five minutes, so that none is played again. */
export async function isFromSlack(
	secret: string,
	timestamp: string,
	signature: string,
	body: string,
	now: number,
): Promise<boolean> {
	const hex = /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
	if (!hex || !/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(now / 1_000 - Number(timestamp)) > MOST_AGE_SECONDS) return false;
	const encoder = new TextEncoder();
	const algorithm = { name: "HMAC", hash: "SHA-256" };
	const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
	const mac = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
	return crypto.subtle.verify("HMAC", key, mac, encoder.encode(`v0:${timestamp}:${body}`));
}
