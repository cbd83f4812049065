/**
 * RFC 8291 as the receiving phone does it. The sender uses `web-push`; nothing of that library is used here, so that
 * both ends cannot share one mistake: the record layer is `@apeleghq/rfc8188`, the key agreement is Node's own.
 */
import { createECDH, hkdfSync } from "node:crypto";
import { decrypt, encodings } from "@apeleghq/rfc8188";
import type { SubscriptionKeys } from "./subscription.ts";

/** A push service must take 4,096 bytes (RFC 8030); more than that in one record is refused. */
const MAX_RECORD_BYTES = 4_096;

/** The plaintext of an `aes128gcm` body. Rejects when it was not encrypted to these keys, or was changed on its way. */
export async function decryptPush(body: Uint8Array, keys: SubscriptionKeys): Promise<string> {
	const stream = new Blob([new Uint8Array(body)]).stream();
	const inputKey = (senderKey: ArrayBufferLike) => inputKeyOf(new Uint8Array(senderKey), keys);
	const plain = decrypt(encodings.aes128gcm, stream, inputKey, MAX_RECORD_BYTES);
	const chunks: Uint8Array[] = [];
	for await (const chunk of plain) chunks.push(new Uint8Array(chunk));
	return Buffer.concat(chunks).toString("utf8");
}

/** RFC 8291 section 3.4: the record layer's key, from the agreed secret, the authentication secret and both public keys. */
function inputKeyOf(senderKey: Uint8Array, keys: SubscriptionKeys): ArrayBuffer {
	const ecdh = createECDH("prime256v1");
	ecdh.setPrivateKey(keys.privateKey, "base64url");
	const agreed = ecdh.computeSecret(senderKey);
	const info = Buffer.concat([
		Buffer.from("WebPush: info\0"),
		Buffer.from(keys.publicKey, "base64url"),
		senderKey,
	]);
	return hkdfSync("sha256", agreed, Buffer.from(keys.auth, "base64url"), info, 32);
}
