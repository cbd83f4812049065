import { connect, createServer, type Socket } from "node:net";
import { listen, shut, trackSockets } from "./loopback.ts";

export interface Relay {
	port: number;
	/** From now on nobody gets through, and who is on the line is cut off. */
	cut(): void;
	/** From now on what is asked arrives, and no answer does. */
	loseAnswers(): void;
	mend(): void;
	close(): Promise<void>;
}

/** The network between a browser and an instance: a line that a test can cut. `port()` is asked at every call. */
export async function startRelay(port: () => number): Promise<Relay> {
	let isCut = false;
	let isDeaf = false;
	const server = createServer((near) => {
		if (isCut) return void near.destroy();
		const far = connect(port(), "127.0.0.1");
		join(near, far);
		far.on("data", (answer) => isDeaf || near.write(answer));
		far.on("close", () => near.destroy());
		far.on("error", () => near.destroy());
	});
	const sockets = trackSockets(server);
	const own = await listen(server);
	return {
		port: own,
		cut() {
			isCut = true;
			for (const socket of sockets) socket.destroy();
		},
		loseAnswers() {
			isDeaf = true;
		},
		mend() {
			// Whoever waits for an answer that was lost would wait for ever.
			if (isDeaf) for (const socket of sockets) socket.destroy();
			isCut = false;
			isDeaf = false;
		},
		close: () => shut(server, sockets),
	};
}

function join(from: Socket, to: Socket): void {
	from.pipe(to);
	from.on("close", () => to.destroy());
	from.on("error", () => to.destroy());
}
