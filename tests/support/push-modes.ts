import type { IncomingMessage, ServerResponse } from "node:http";

/** How a push service can answer. Times are milliseconds; `retryAfter` is the header, word for word. */
export type PushMode =
	| "accept"
	/** 201, but no phone ever shows it. */
	| "drop"
	| 400
	| 403
	| 404
	| 410
	| 413
	| 500
	| 503
	| { status: 429 | 503; retryAfter: string }
	/** Takes the request and says nothing; cut after `hangMs`, or never. */
	| { hangMs: number }
	| "hang"
	/** The connection is reset in place of an answer. */
	| "rst"
	/** Status and headers arrive, then a reset in the middle of the body. */
	| "rst-after-headers"
	/** 201 whose body takes this long to come. */
	| { slowBodyMs: number }
	/** 201 with a body of this many bytes. */
	| { bodyBytes: number }
	| { redirect: string };

/** Whether the message gets to the phone although the sender may not learn of it. */
export function reachesPhone(mode: PushMode): boolean {
	if (mode === "accept" || mode === "rst-after-headers") return true;
	return typeof mode === "object" && ("slowBodyMs" in mode || "bodyBytes" in mode);
}

export function answerPush(mode: PushMode, request: IncomingMessage, response: ServerResponse): void {
	const location = `${request.url}/message`;
	if (mode === "accept" || mode === "drop") return void response.writeHead(201, { location }).end();
	if (mode === "hang") return;
	if (mode === "rst") return void request.socket.resetAndDestroy();
	if (mode === "rst-after-headers") {
		response.writeHead(201, { location, "content-length": "100" }).write("{");
		setTimeout(() => request.socket.resetAndDestroy(), 20);
		return;
	}
	if (typeof mode === "number") return void response.writeHead(mode).end(`{"reason":"status ${mode}"}`);
	if ("hangMs" in mode) return void setTimeout(() => request.socket.destroy(), mode.hangMs);
	if ("retryAfter" in mode) {
		return void response.writeHead(mode.status, { "retry-after": mode.retryAfter }).end();
	}
	if ("redirect" in mode) return void response.writeHead(307, { location: mode.redirect }).end();
	if ("bodyBytes" in mode) return void response.writeHead(201, { location }).end("x".repeat(mode.bodyBytes));
	response.writeHead(201, { location }).write(" ");
	setTimeout(() => response.end(), mode.slowBodyMs);
}
