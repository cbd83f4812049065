import type { Env } from "../env.ts";
import { setOut } from "../rules/redirect.ts";
import type { Talk } from "../rules/talk.ts";
import type { Allowance } from "./allowance.ts";
import { begin, blocked, callOnce, type EgressFailure, finish, judgeTarget, type Trip } from "./trip.ts";

export interface WebSocketRequest {
	/** http for ws, https for wss. */
	url: string;
	headers: Record<string, string>;
	/** Sent once the connection is open. */
	message: string | null;
	/** Whether a message is the one that is waited for; null ends with the handshake. */
	isWanted: ((message: string) => boolean) | null;
	/** Bounds everything: connecting and waiting. */
	timeoutMs: number;
	/** How many characters of messages are read. */
	maxLength: number;
	allowance?: Allowance;
}

/** `talk` is null where nothing was waited for, and where the answer was no WebSocket (not 101). */
export type WebSocketAnswer = { ok: true; status: number; talk: Talk | null; latencyMs: number };

/** The one way out for a WebSocket. The same address rules and names of failures as for HTTP. Never throws. */
export async function egressWebSocket(
	env: Env,
	request: WebSocketRequest,
): Promise<WebSocketAnswer | EgressFailure> {
	const { url, timeoutMs, allowance } = request;
	const headers = { ...request.headers, upgrade: "websocket" };
	const trip = begin({
		...{ purpose: "check", url, method: "GET", headers, timeoutMs, maxResponseBytes: 0 },
		...(allowance ? { allowance } : {}),
	});
	const verdict = judgeTarget(env, "check", url);
	if (!verdict.ok || verdict.destination.href === null)
		return blocked(true, verdict.ok ? "must be a URL" : verdict.why, trip.startedAt);
	const call = await callOnce(trip, setOut({ body: undefined, ...trip.request }), verdict.destination);
	if (!call.ok) return call;
	const { webSocket, status } = call.response;
	if (webSocket) return talkOver(webSocket, request, trip);
	const answer = await finish(trip, call.response);
	return answer.ok ? { ok: true, status, talk: null, latencyMs: answer.latencyMs } : answer;
}

async function talkOver(
	socket: WebSocket,
	{ message, isWanted, maxLength }: WebSocketRequest,
	{ startedAt, signal }: Trip,
): Promise<WebSocketAnswer> {
	const over = new Promise<void>((resolve) => {
		for (const event of ["close", "error"] as const) socket.addEventListener(event, () => resolve());
	});
	const talk = isWanted === null ? null : listen(socket, isWanted, maxLength, signal);
	socket.binaryType = "arraybuffer";
	socket.accept();
	if (message !== null) quietly(() => socket.send(message));
	const heard = await talk;
	const latencyMs = Date.now() - startedAt;
	// Whatever the other side said when it closed, 1006 included, is never said back.
	quietly(() => socket.close(1000));
	await Promise.race([over, new Promise((resolve) => setTimeout(resolve, GOODBYE_MS))]);
	return { ok: true, status: 101, talk: heard, latencyMs };
}

/** So long the other side is waited for, so that it sees the connection end and not break. */
const GOODBYE_MS = 500;

function listen(
	socket: WebSocket,
	isWanted: (message: string) => boolean,
	maxLength: number,
	signal: AbortSignal,
): Promise<Talk> {
	return new Promise((resolve) => {
		let messages = 0;
		let left = maxLength;
		const end = (end: "found" | "silent" | "full") => resolve({ end, messages });
		const closed = (code: number) => resolve({ end: "closed", code, messages });
		socket.addEventListener("message", ({ data }) => {
			const text = typeof data === "string" ? data : new TextDecoder().decode(data);
			messages++;
			left -= text.length;
			if (left < 0) end("full");
			else if (isWanted(text)) end("found");
		});
		socket.addEventListener("close", ({ code }) => closed(code));
		socket.addEventListener("error", () => closed(NO_CLOSE));
		if (signal.aborted) end("silent");
		signal.addEventListener("abort", () => end("silent"));
	});
}

/** RFC 6455: the connection ended without a close frame. */
const NO_CLOSE = 1006;

/** A connection that is gone already takes nothing more, which the events tell. */
function quietly(act: () => void): void {
	try {
		act();
	} catch {
		// Told by `close` or `error`.
	}
}
