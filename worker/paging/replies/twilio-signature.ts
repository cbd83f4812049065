/**
 * Twilio's signature of a POST, as it documents it: the URL and, in the order of their names, each parameter's name and
 * value, by HMAC-SHA1 with the account's auth token.
 */
export async function isFromTwilio(
	authToken: string,
	signature: string,
	url: string,
	parameters: URLSearchParams,
): Promise<boolean> {
	if (!/^[A-Za-z0-9+/]{27}=$/.test(signature)) return false;
	const named = [...parameters].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const signed = url + named.map(([name, value]) => name + value).join("");
	const encoder = new TextEncoder();
	const algorithm = { name: "HMAC", hash: "SHA-1" };
	const key = await crypto.subtle.importKey("raw", encoder.encode(authToken), algorithm, false, ["verify"]);
	const mac = Uint8Array.from(atob(signature), (char) => char.charCodeAt(0));
	return crypto.subtle.verify("HMAC", key, mac, encoder.encode(signed));
}
