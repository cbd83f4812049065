import { LOOKS_MS, type Looking, lookingOf, MOST_LOOKING, othersAt, wordOf } from "../rules/presence.ts";

const USER = "user:";
/** A socket that says more than this is not listened to. */
const LEAST_PAUSE_MS = 200;

/** Carries "I am looking" from socket to socket. It is written beside the sleeping sockets, in no storage and no database. */
export class Presence {
	constructor(private readonly ctx: DurableObjectState) {}

	/** A message of a client: the others who look at the same incident hear of it, and it of them. */
	hear(socket: WebSocket, message: unknown): void {
		const incidentId = lookingOf(message);
		const userId = this.userOf(socket);
		const now = Date.now();
		const before = saidBy(socket);
		if (incidentId === undefined || userId === null) return;
		if (before?.incidentId === incidentId && now - before.at < LEAST_PAUSE_MS) return;
		socket.serializeAttachment({ userId, incidentId, at: now } satisfies Looking);
		if (before && before.incidentId !== incidentId) this.left(before);
		if (incidentId === null) return;
		for (const word of othersAt(this.all(), { incidentId, userId }, now)) send(socket, word);
		this.tell(incidentId, userId, LOOKS_MS);
	}

	/** A socket is gone. */
	closed(socket: WebSocket): void {
		const before = saidBy(socket);
		if (!before) return;
		socket.serializeAttachment({ ...before, incidentId: null });
		this.left(before);
	}

	/** Unless the same person looks at it elsewhere too. */
	private left({ incidentId, userId }: Looking): void {
		if (incidentId === null) return;
		const still = this.all().some(
			(one) => one.userId === userId && one.incidentId === incidentId && one.at > Date.now() - LOOKS_MS,
		);
		if (!still) this.tell(incidentId, userId, 0);
	}

	private tell(incidentId: string, userId: string, forMs: number): void {
		const others = this.ctx.getWebSockets().filter((socket) => {
			const said = saidBy(socket);
			return said?.incidentId === incidentId && said.userId !== userId;
		});
		for (const socket of others.slice(0, MOST_LOOKING)) send(socket, wordOf(incidentId, userId, forMs));
	}

	private all(): Looking[] {
		return this.ctx.getWebSockets().flatMap((socket) => saidBy(socket) ?? []);
	}

	/** Scripts that listen are nobody. */
	private userOf(socket: WebSocket): string | null {
		const tag = this.ctx.getTags(socket).find((one) => one.startsWith(USER));
		return tag?.slice(USER.length) ?? null;
	}
}

/** Only `Presence` attaches anything to a socket. */
function saidBy(socket: WebSocket): Looking | null {
	return socket.deserializeAttachment() as Looking | null;
}

function send(socket: WebSocket, word: object): void {
	try {
		socket.send(JSON.stringify(word));
	} catch {
		// It closed meanwhile.
	}
}
