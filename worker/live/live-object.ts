import { DurableObject } from "cloudflare:workers";
import { incidentWire, timelineEventWire } from "../contract/incidents.ts";
import type { IncidentView, TimelineEvent } from "../core/incident-types.ts";
import type { Env } from "../env.ts";
import type { LiveRpc } from "../objects.ts";
import { LiveStore } from "./live-store.ts";

/** A client that is further behind than this reads the API again instead. */
const KEPT_MESSAGES = 500;

/** The app's WebSockets, which sleep between messages. Each message has a number, so that a client resumes without a hole. */
export class Live extends DurableObject<Env> implements LiveRpc {
	private readonly store: LiveStore;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new LiveStore(ctx.storage);
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
	}

	/** Durable, then told to every open socket; a socket that is gone loses nothing, it resumes by number. */
	async publish({ incident, events }: { incident: IncidentView; events: TimelineEvent[] }): Promise<void> {
		const message = { incident: incidentWire(incident), events: events.map(timelineEventWire) };
		const text = this.store.append(message, KEPT_MESSAGES);
		for (const socket of this.ctx.getWebSockets()) tell(socket, text);
	}

	/** Accepts `?after=N`: everything kept since message N comes first; `reset` when that is no longer all there. */
	override async fetch(request: Request): Promise<Response> {
		const { 0: client, 1: server } = new WebSocketPair();
		this.ctx.acceptWebSocket(server);
		const after = Number(new URL(request.url).searchParams.get("after") ?? "NaN");
		const { newest, oldest } = this.store.range();
		const isWhole = Number.isInteger(after) && after >= oldest - 1 && after <= newest;
		tell(server, JSON.stringify({ type: isWhole ? "resumed" : "reset", seq: newest }));
		if (isWhole) for (const text of this.store.after(after)) tell(server, text);
		return new Response(null, { status: 101, webSocket: client });
	}

	override async webSocketMessage(): Promise<void> {
		// Clients only listen; commands go through the API, where they are answered.
	}

	override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
		socket.close(code === 1005 ? 1000 : code, "bye");
	}
}

function tell(socket: WebSocket, text: string): void {
	try {
		socket.send(text);
	} catch {
		// The socket closed meanwhile: its client comes back and resumes by number.
	}
}
