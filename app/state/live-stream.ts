import type { Incident, TimelineEvent } from "./wire.ts";

/** `stale`: connected once, silent for too long. What is on the screen may be old. */
export type LiveState = "off" | "connecting" | "live" | "stale";

export interface LiveNews {
	seq: number;
	incident: Incident;
	events: TimelineEvent[];
}

/** The few things of a WebSocket that are used here; the browser's own is one. */
export interface Socket {
	send(text: string): void;
	close(): void;
	onopen: (() => void) | null;
	onmessage: ((message: { data: unknown }) => void) | null;
	onclose: (() => void) | null;
}

export interface LiveOptions {
	/** Opens the stream after message `after`; null when nothing was seen yet. */
	open(after: number | null): Socket;
	onState(state: LiveState): void;
	onNews(news: LiveNews): void;
	/** Messages were missed and are gone: read the API again. */
	onReset(): void;
	/** From 0 to 1, so that two tabs do not reconnect at the same time. */
	chance?: () => number;
}

export interface LiveStream {
	start(): void;
	stop(): void;
	/** Tries at once instead of waiting for the back-off: the device has a network again, or the page is shown again. */
	wake(): void;
}

export const PING_EVERY_MS = 5_000;
/** Without a word for this long the picture is called stale and the socket is given up. */
export const STALE_AFTER_MS = 15_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 20_000;

/** The live stream over any socket: resumes by number, comes back with back-off, and knows when it is stale. */
export function liveStream(options: LiveOptions): LiveStream {
	let socket: Socket | null = null;
	let seq: number | null = null;
	let tries = 0;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let ping: ReturnType<typeof setInterval> | undefined;
	/** Since the last word on any socket. */
	let silence: ReturnType<typeof setTimeout> | undefined;
	/** Since the last word on this socket, or since it was dialled: one that hangs is given up. */
	let patience: ReturnType<typeof setTimeout> | undefined;
	let state: LiveState = "off";

	const become = (next: LiveState) => {
		if (next === state) return;
		state = next;
		options.onState(next);
	};
	const heard = () => {
		clearTimeout(silence);
		silence = setTimeout(() => become("stale"), STALE_AFTER_MS);
		expectWord();
	};
	const expectWord = () => {
		clearTimeout(patience);
		patience = setTimeout(comeBack, STALE_AFTER_MS);
	};
	const drop = () => {
		clearInterval(ping);
		clearTimeout(patience);
		const old = socket;
		socket = null;
		if (!old) return;
		old.onopen = null;
		old.onmessage = null;
		old.onclose = null;
		old.close();
	};
	const comeBack = () => {
		drop();
		const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries++);
		clearTimeout(retry);
		retry = setTimeout(connect, waitMs * (0.5 + (options.chance ?? Math.random)() / 2));
	};
	const take = (data: unknown) => {
		heard();
		const message = parse(data);
		if (!message) return;
		if (message.type === "incident") {
			// Sent again after a resume: the first one was taken.
			if (seq !== null && message.seq <= seq) return;
			seq = message.seq;
			return options.onNews({ seq, incident: message.incident, events: message.events });
		}
		tries = 0;
		if (message.type === "reset") {
			seq = message.seq;
			options.onReset();
		}
		become("live");
	};
	const connect = () => {
		clearTimeout(retry);
		if (state === "off") become("connecting");
		let opened: Socket;
		try {
			opened = options.open(seq);
		} catch {
			return comeBack();
		}
		socket = opened;
		opened.onopen = () => {
			expectWord();
			ping = setInterval(() => opened.send("ping"), PING_EVERY_MS);
		};
		opened.onmessage = (message) => take(message.data);
		opened.onclose = comeBack;
		expectWord();
	};

	return {
		start() {
			if (state !== "off") return;
			heard();
			connect();
		},
		stop() {
			clearTimeout(retry);
			clearTimeout(silence);
			drop();
			tries = 0;
			become("off");
		},
		wake() {
			if (state === "off" || state === "live") return;
			tries = 0;
			drop();
			connect();
		},
	};
}

type Message =
	| { type: "resumed" | "reset"; seq: number }
	| { type: "incident"; seq: number; incident: Incident; events: TimelineEvent[] };

/** "pong" and whatever else is no message of ours only prove that somebody is there. */
function parse(data: unknown): Message | null {
	if (typeof data !== "string" || !data.startsWith("{")) return null;
	try {
		const message = JSON.parse(data) as Message;
		return typeof message.seq === "number" ? message : null;
	} catch {
		return null;
	}
}
