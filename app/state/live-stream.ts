import type { RecoveryNewsWire } from "../../worker/incidents/contract/recovery-news.ts";
import { type PresenceWord, SAID_EVERY_MS } from "../../worker/people/rules/presence.ts";
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
	/** Opens the stream after message `after`; null when nothing was seen yet: after what this page read, if that is known. */
	open(after: number | null): Socket;
	onState(state: LiveState): void;
	onNews(news: LiveNews): void;
	/** How the look before a resolve goes. */
	onRecovery?(recovery: RecoveryNewsWire): void;
	/** Somebody looks at an incident, or does no more. */
	onPresence?(word: PresenceWord): void;
	/** A socket was closed before it was open: no server, or one that knows this session no longer. */
	onRefused(): void;
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
	/** What the reader looks at, null for nothing: said at once, and again while they do. */
	look(incidentId: string | null): void;
}

export const PING_EVERY_MS = 5_000;
/** What is looked at is said again with every so many pings. */
const SAID_AT_PING = SAID_EVERY_MS / PING_EVERY_MS;
/** Without a word for this long the picture is called stale and the socket is given up. */
export const STALE_AFTER_MS = 15_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 20_000;

/** The live stream over any socket: resumes by number, comes back with back-off, and knows when it is stale. */
export function liveStream(options: LiveOptions): LiveStream {
	return new ResumingStream(options);
}

type Timer = ReturnType<typeof setTimeout> | undefined;

class ResumingStream implements LiveStream {
	private socket: Socket | null = null;
	private seq: number | null = null;
	private tries = 0;
	private retry: Timer;
	private ping: Timer;
	/** Since the last word on any socket. */
	private silence: Timer;
	/** Since the last word on this socket, or since it was dialled: one that hangs is given up. */
	private patience: Timer;
	private state: LiveState = "off";
	private looksAt: string | null = null;
	private pings = 0;

	private readonly options: LiveOptions;

	constructor(options: LiveOptions) {
		this.options = options;
	}

	start(): void {
		if (this.state !== "off") return;
		this.heard();
		this.connect();
	}

	stop(): void {
		clearTimeout(this.retry);
		clearTimeout(this.silence);
		this.drop();
		this.tries = 0;
		this.become("off");
	}

	wake(): void {
		if (this.state === "off" || this.state === "live") return;
		this.tries = 0;
		this.drop();
		this.connect();
	}

	look(incidentId: string | null): void {
		if (this.looksAt === incidentId) return;
		this.looksAt = incidentId;
		this.sayWhere();
	}

	private sayWhere(): void {
		if (this.state !== "live") return;
		this.socket?.send(JSON.stringify({ type: "looking", incidentId: this.looksAt }));
	}

	private become(next: LiveState): void {
		if (next === this.state) return;
		this.state = next;
		this.options.onState(next);
		if (next === "live" && this.looksAt !== null) this.sayWhere();
	}

	private heard(): void {
		clearTimeout(this.silence);
		this.silence = setTimeout(() => this.become("stale"), STALE_AFTER_MS);
		this.expectWord();
	}

	private expectWord(): void {
		clearTimeout(this.patience);
		this.patience = setTimeout(() => this.comeBack(), STALE_AFTER_MS);
	}

	private drop(): void {
		clearInterval(this.ping);
		clearTimeout(this.patience);
		const old = this.socket;
		this.socket = null;
		if (!old) return;
		old.onopen = null;
		old.onmessage = null;
		old.onclose = null;
		old.close();
	}

	private comeBack(): void {
		this.drop();
		const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.tries++);
		clearTimeout(this.retry);
		const chance = this.options.chance ?? Math.random;
		this.retry = setTimeout(() => this.connect(), waitMs * (0.5 + chance() / 2));
	}

	private take(data: unknown): void {
		this.heard();
		const message = parse(data);
		if (!message) return;
		if (message.type === "presence") return this.options.onPresence?.(message);
		if (message.type === "incident" || message.type === "recovery") {
			// Sent again after a resume: the first one was taken.
			if (this.seq !== null && message.seq <= this.seq) return;
			this.seq = message.seq;
			if (message.type === "recovery") return this.options.onRecovery?.(message.recovery);
			return this.options.onNews({ seq: message.seq, incident: message.incident, events: message.events });
		}
		this.tries = 0;
		if (message.type === "resumed") this.seq ??= message.seq;
		else {
			this.seq = message.seq;
			this.options.onReset();
		}
		this.become("live");
	}

	private connect(): void {
		clearTimeout(this.retry);
		if (this.state === "off") this.become("connecting");
		let opened: Socket;
		try {
			opened = this.options.open(this.seq);
		} catch {
			return this.comeBack();
		}
		this.socket = opened;
		opened.onopen = () => {
			isOpen = true;
			this.expectWord();
			this.ping = setInterval(() => {
				opened.send("ping");
				if (this.looksAt !== null && ++this.pings % SAID_AT_PING === 0) this.sayWhere();
			}, PING_EVERY_MS);
		};
		opened.onmessage = (message) => this.take(message.data);
		let isOpen = false;
		opened.onclose = () => {
			if (!isOpen) this.options.onRefused();
			this.comeBack();
		};
		this.expectWord();
	}
}

type Message =
	| PresenceWord
	| { type: "resumed" | "reset"; seq: number }
	| { type: "incident"; seq: number; incident: Incident; events: TimelineEvent[] }
	| { type: "recovery"; seq: number; recovery: RecoveryNewsWire };

/** "pong" and whatever else is no message of ours only prove that somebody is there. */
function parse(data: unknown): Message | null {
	if (typeof data !== "string" || !data.startsWith("{")) return null;
	try {
		const message = JSON.parse(data) as Message;
		return message.type === "presence" || typeof message.seq === "number" ? message : null;
	} catch {
		return null;
	}
}
