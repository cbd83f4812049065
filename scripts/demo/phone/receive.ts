/** The push service and the browser behind it, in one: verifies who sends, decrypts, and answers as the real ones do. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { announce } from "../../../app/service-worker/announcement.ts";
import { decryptPush } from "../push/decrypt.ts";
import { readPayload } from "../push/payload.ts";
import { verifyVapid } from "../push/vapid.ts";
import { type Notice, type Phone, show } from "./phones.ts";

/** The new notice, or null when the request was refused; the answer is sent either way. */
export async function receivePush(
	phone: Phone | undefined,
	origin: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<Notice | null> {
	const body = await buffer(request);
	if (!phone) return refuse(response, 410, "no such subscription");
	const vapid = await verifyVapid(request.headers.authorization, origin, Date.now());
	if (!vapid.ok) return refuse(response, 403, vapid.why);
	const ttlSeconds = Number(request.headers.ttl ?? Number.NaN);
	if (!Number.isInteger(ttlSeconds)) return refuse(response, 400, "TTL is missing");
	try {
		const text = await decryptPush(body, phone.keys);
		const payload = readPayload(text);
		const announced = announce(text, { maxActions: 2 }, Date.now());
		const wire = {
			bytes: body.length,
			ttlSeconds,
			urgency: request.headers.urgency?.toString() ?? "normal",
			topic: request.headers.topic?.toString() ?? null,
			signedBy: vapid.subject,
		};
		const notice = show(phone, announced, payload, wire);
		response.writeHead(201, { location: `${origin}${request.url}/${notice.arrivedAt}` }).end();
		return notice;
	} catch {
		return refuse(response, 400, "can’t be decrypted");
	}
}

function refuse(response: ServerResponse, status: number, why: string): null {
	response.writeHead(status, { "content-type": "text/plain" }).end(why);
	return null;
}
