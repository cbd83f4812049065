import { createServer } from "node:http";
import { listen, shut, trackSockets } from "../support/loopback.ts";
import { preciseNow } from "../support/wait.ts";

/** A target with many addresses, `/0`, `/1`, …, that break one by one. */
export interface ManyTargets {
	hostPort: string;
	/** All requests so far, whatever they asked. */
	asked(): number;
	break(n: number): void;
	mend(n: number): void;
	/** When the failing requests of one address came, epoch ms, in order. */
	failuresOf(n: number): number[];
	close(): Promise<void>;
}

/** Addresses under `/hang` take a request and never answer it. */
export async function startManyTargets(): Promise<ManyTargets> {
	const broken = new Set<string>();
	const failures = new Map<string, number[]>();
	let asked = 0;
	const server = createServer((request, response) => {
		const path = request.url ?? "";
		asked++;
		if (path.startsWith("/hang")) return;
		if (!broken.has(path)) return void response.end("all is well");
		failures.set(path, [...(failures.get(path) ?? []), preciseNow()]);
		response.writeHead(503).end("broken");
	});
	server.keepAliveTimeout = 60_000;
	const sockets = trackSockets(server);
	const port = await listen(server);
	return {
		hostPort: `127.0.0.1:${port}`,
		asked: () => asked,
		break: (n) => void broken.add(`/${n}`),
		mend: (n) => void broken.delete(`/${n}`),
		failuresOf: (n) => failures.get(`/${n}`) ?? [],
		close: () => shut(server, sockets),
	};
}

/** Takes any push request and forgets it: what is measured is the sender. */
export async function startPushSink(): Promise<{
	hostPort: string;
	bytes(): number;
	close(): Promise<void>;
}> {
	let bytes = 0;
	const server = createServer((request, response) => {
		request.on("data", (chunk: Buffer) => {
			bytes += chunk.length;
		});
		request.on("end", () => response.writeHead(201).end());
	});
	server.keepAliveTimeout = 60_000;
	const sockets = trackSockets(server);
	const port = await listen(server);
	return { hostPort: `127.0.0.1:${port}`, bytes: () => bytes, close: () => shut(server, sockets) };
}
