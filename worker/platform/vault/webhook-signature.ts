import { Webhook } from "standardwebhooks";

/**
 * The headers of Standard Webhooks for this body. Each secret signs: while a new one is being taken up, a receiver may
 * check with either.
 */
export function signedHeaders(secrets: string[], id: string, at: Date, body: string): Record<string, string> {
	return {
		"webhook-id": id,
		"webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
		"webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
	};
}
