import { createServer, type Server as HttpServer, type RequestListener } from "node:http";
import type { AddressInfo, Server as NetServer, Socket } from "node:net";

/** Listens on a loopback port (0: the system chooses) and answers the port. */
export function listen(server: NetServer, port = 0): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			server.off("error", reject);
			resolve((server.address() as AddressInfo).port);
		});
	});
}

/** Stops listening and cuts every connection: from now on the port refuses. */
export function shut(server: NetServer | HttpServer, sockets: Set<Socket>): Promise<void> {
	for (const socket of sockets) socket.destroy();
	return new Promise((resolve) => server.close(() => resolve()));
}

/** Remembers a server's open connections, so that they can be cut. */
export function trackSockets(server: NetServer): Set<Socket> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket: Socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.once("close", () => sockets.delete(socket));
	});
	return sockets;
}

/** An HTTP server on a loopback port of its own, with a way to end it at once. */
export async function serveLoopback(handler: RequestListener) {
	const server = createServer(handler);
	const sockets = trackSockets(server);
	const port = await listen(server);
	return { port, hostPort: `127.0.0.1:${port}`, close: () => shut(server, sockets) };
}
