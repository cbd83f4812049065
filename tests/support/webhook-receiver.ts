/** A webhook's receiver on loopback: verifies Standard Webhooks signatures with the reference library and records. */
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { serveLoopback } from "./loopback.ts";
import { preciseNow } from "./wait.ts";

export interface WebhookRecord {
	/** Epoch ms with fractions. */
	at: number;
	path: string;
	/** `webhook-id`: the same for every try of one message. */
	id: string | null;
	headers: Record<string, string>;
	/** Null while no secret is known; otherwise whether signature and timestamp hold. */
	verified: boolean | null;
	payload: unknown;
}

export type WebhookMode =
	| "accept"
	| "hang"
	| "rst"
	| { status: number; retryAfter?: string }
	| { redirect: string };

export interface WebhookReceiver {
	url: string;
	hostPort: string;
	records: WebhookRecord[];
	/** The `whsec_…` that the API answered once. */
	trust(secret: string): void;
	be(mode: WebhookMode): void;
	close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
	let secret: string | null = null;
	let mode: WebhookMode = "accept";
	const records: WebhookRecord[] = [];
	const server = await serveLoopback(async (request, response) => {
		const at = preciseNow();
		const body = await text(request).catch(() => "");
		const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]));
		const id = headers["webhook-id"] ?? null;
		const verified = secret === null ? null : verifies(secret, body, headers);
		records.push({ at, path: request.url ?? "", id, headers, verified, payload: parse(body) });
		if (mode === "hang") return;
		if (mode === "rst") return void request.socket.resetAndDestroy();
		if (mode === "accept") return void response.writeHead(204).end();
		if ("redirect" in mode) return void response.writeHead(307, { location: mode.redirect }).end();
		const retry = mode.retryAfter ? { "retry-after": mode.retryAfter } : {};
		response.writeHead(mode.status, retry).end();
	});
	return {
		url: `http://${server.hostPort}/hook`,
		hostPort: server.hostPort,
		records,
		trust: (known) => {
			secret = known;
		},
		be: (next) => {
			mode = next;
		},
		close: server.close,
	};
}

function verifies(secret: string, body: string, headers: Record<string, string>): boolean {
	try {
		new Webhook(secret).verify(body, headers);
		return true;
	} catch {
		return false;
	}
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
