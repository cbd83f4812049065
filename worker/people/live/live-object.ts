import { DurableObject } from "cloudflare:workers";
import { liveSessions } from "../../../db/people/sessions.ts";
import { liveTokens } from "../../../db/people/tokens.ts";
import type { Env } from "../../platform/env.ts";
import { Gathered } from "../../platform/gathered.ts";
import { log } from "../../platform/log.ts";
import { LISTENER_HEADER, type ListenerTag, type LiveRpc } from "../rpc.ts";
import { closeCode } from "../rules/close-code.ts";
import { LiveStore } from "./live-store.ts";
import { Presence } from "./presence.ts";

/** A client that is further behind than this reads the API again instead. */
const KEPT_MESSAGES = 500;
/** So long a message of a crowd waits for others, with which it is kept in one commit. */
const GATHER_MS = 30;
/** "You are no longer signed in": from the range that applications may use. */
const DISMISSED = 4_401;

/** The app's WebSockets, which sleep between messages. Each message has a number, so that a client resumes without a hole. */
export class Live extends DurableObject<Env> implements LiveRpc {
	private readonly store: LiveStore;
	private readonly presence: Presence;
	private readonly messages = new Gathered<Record<string, unknown>, void>(GATHER_MS, (all) => {
		const texts = this.store.append(all, KEPT_MESSAGES, Date.now());
		for (const socket of this.ctx.getWebSockets()) for (const text of texts) tell(socket, text);
		return [];
	});

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new LiveStore(ctx.storage);
		this.presence = new Presence(ctx);
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
	}

	/** Durable, then told to every open socket; a socket that is gone loses nothing, it resumes by number. */
	async publish(message: Record<string, unknown>): Promise<void> {
		await this.messages.add(message);
	}

	async dismiss(tag: ListenerTag): Promise<void> {
		for (const socket of this.ctx.getWebSockets(tag)) close(socket);
	}

	async tick(): Promise<void> {
		await this.examine(this.ctx.getWebSockets());
	}

	/** Closes those whose session or API token is gone. A database that does not answer is no reason to. */
	private async examine(sockets: WebSocket[]): Promise<void> {
		const tagged = sockets.map((socket) => ({ socket, tags: this.ctx.getTags(socket) }));
		const idsOf = (kind: string) =>
			tagged.flatMap(({ tags }) =>
				tags.filter((tag) => tag.startsWith(kind)).map((t) => t.slice(kind.length)),
			);
		if (sockets.length === 0) return;
		try {
			const [sessions, tokens] = await Promise.all([
				liveSessions(this.env.DB, idsOf(SESSION), Date.now()),
				liveTokens(this.env.DB, idsOf(TOKEN), Date.now()),
			]);
			const alive = new Set([...sessions.map((id) => SESSION + id), ...tokens.map((id) => TOKEN + id)]);
			const isGone = (tag: string) => (tag.startsWith(SESSION) || tag.startsWith(TOKEN)) && !alive.has(tag);
			for (const { socket, tags } of tagged) if (tags.some(isGone)) close(socket);
		} catch (error) {
			log("live.not_examined", { error });
		}
	}

	/**
	 * Accepts `?after=N`: everything kept since message N comes first; `reset` when that is no longer all there. Who has none
	 * yet says `?within=S` instead, and hears what was told in the last S seconds: what they read since then is made whole.
	 */
	override async fetch(request: Request): Promise<Response> {
		const { 0: client, 1: server } = new WebSocketPair();
		const tags = (request.headers.get(LISTENER_HEADER) ?? "").split(" ").filter((tag) => tag !== "");
		this.ctx.acceptWebSocket(server, tags);
		// A session that ended between the question who this is and this line was dismissed before its socket was here.
		this.ctx.waitUntil(this.examine([server]));
		const { searchParams } = new URL(request.url);
		const begin = this.beginning(searchParams.get("after"), searchParams.get("within"));
		const { newest } = this.store.range();
		tell(
			server,
			JSON.stringify(begin ? { type: "resumed", seq: begin.after } : { type: "reset", seq: newest }),
		);
		for (const text of begin?.texts ?? []) tell(server, text);
		return new Response(null, { status: 101, webSocket: client });
	}

	/** After which message a new client begins, and what comes first; null where that is not all there. */
	private beginning(after: string | null, within: string | null): { after: number; texts: string[] } | null {
		if (after === null) return within === null ? null : this.store.since(Date.now() - Number(within) * 1_000);
		const { newest, oldest } = this.store.range();
		const isWhole = Number(after) >= oldest - 1 && Number(after) <= newest;
		return isWhole ? { after: Number(after), texts: this.store.after(Number(after)) } : null;
	}

	/** Clients say what they look at, and nothing else: commands go through the API, where they are answered. */
	override async webSocketMessage(socket: WebSocket, message: unknown): Promise<void> {
		this.presence.hear(socket, message);
	}

	override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
		this.presence.closed(socket);
		socket.close(closeCode(code), "bye");
	}
}

const SESSION = "session:";
const TOKEN = "token:";

function close(socket: WebSocket): void {
	try {
		socket.close(DISMISSED, "no longer signed in");
	} catch {
		// It was closed already.
	}
}

function tell(socket: WebSocket, text: string): void {
	try {
		socket.send(text);
	} catch {
		// The socket closed meanwhile: its client comes back and resumes by number.
	}
}
