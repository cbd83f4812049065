import { z } from "@hono/zod-openapi";
import { line } from "../../../platform/contract/fields.ts";

/** A `PushSubscription` as the browser serialises it; the keys are checked where they are saved. */
export const subscription = z
	.strictObject({
		endpoint: z.url().max(2_000),
		expirationTime: z.number().nullable().optional(),
		keys: z.strictObject({
			p256dh: base64UrlBytes(65, "must be the 65 bytes of a P-256 point in base64url"),
			auth: base64UrlBytes(16, "must be 16 bytes in base64url"),
		}),
	})
	.openapi("PushSubscription");

export const pushIn = z.strictObject({
	kind: z.literal("push"),
	name: line().default("Phone"),
	subscription,
});

function base64UrlBytes(length: number, message: string) {
	return z
		.string()
		.max(200)
		.refine((value) => {
			const digits = value.replace(/=+$/, "");
			return /^[A-Za-z0-9_-]+$/.test(digits) && Math.floor((digits.length * 6) / 8) === length;
		}, message);
}
