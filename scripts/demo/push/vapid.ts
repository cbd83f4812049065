import { importJWK, jwtVerify } from "jose";

/** What a push service reads in `Authorization: vapid t=…, k=…` (RFC 8292). */
export type VapidVerdict =
	| { ok: true; publicKey: string; audience: string; subject: string; expiresAt: number }
	| { ok: false; why: string };

const DAY_MS = 86_400_000;

/**
 * Verifies the token as a push service at `origin` does: ES256 by the key beside it, meant for this origin, not
 * expired, not valid for more than 24 h, and with a contact in `sub`.
 */
export async function verifyVapid(
	header: string | undefined,
	origin: string,
	now: number,
): Promise<VapidVerdict> {
	const parts = /^vapid t=([^,\s]+),\s*k=([A-Za-z0-9_-]+)$/.exec(header ?? "");
	const [, token, publicKey] = parts ?? [];
	if (!token || !publicKey) return refuse("no vapid credentials");
	try {
		const { payload } = await jwtVerify(token, await keyOf(publicKey), {
			algorithms: ["ES256"],
			audience: origin,
			currentDate: new Date(now),
			requiredClaims: ["exp", "sub"],
		});
		const expiresAt = (payload.exp ?? 0) * 1_000;
		const subject = payload.sub ?? "";
		if (expiresAt > now + DAY_MS) return refuse("valid for more than 24 h");
		if (!/^(mailto:.+@.+|https:\/\/.+)/.test(subject)) return refuse(`no contact in sub: ${subject}`);
		return { ok: true, publicKey, audience: origin, subject, expiresAt };
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

function refuse(why: string): VapidVerdict {
	return { ok: false, why };
}

/** An uncompressed P-256 point: 0x04, then 32 bytes of x and 32 bytes of y. */
function keyOf(publicKey: string) {
	const point = Buffer.from(publicKey, "base64url");
	const x = point.subarray(1, 33).toString("base64url");
	const y = point.subarray(33, 65).toString("base64url");
	return importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256");
}
