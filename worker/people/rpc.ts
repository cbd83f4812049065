/** Whose WebSocket it is: each has the tags of all that may be taken away from whoever opened it. */
export type ListenerTag = `session:${string}` | `user:${string}` | `token:${string}`;

/** One (`idFromName("live")`): WebSockets of the app. A socket's tags stand in `LISTENER_HEADER`. */
export interface LiveRpc {
	/** Durable, then told to every open socket: what changed, as it goes over the wire. */
	publish(message: Record<string, unknown>): Promise<void>;
	/** Closes the sockets with this tag. Whoever may still listen comes back by themselves. */
	dismiss(tag: ListenerTag): Promise<void>;
	/** The minute tick: closes the sockets of all who may no longer listen, if the database says so. */
	tick(): Promise<void>;
}

/** On the way to the Live object: the tags of a new socket, separated by blanks. */
export const LISTENER_HEADER = "x-tocsin-listener";
