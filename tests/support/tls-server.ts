/** Servers that shake hands by TLS on loopback, and say nothing more. */
import { createServer, type TlsOptions } from "node:tls";
import { listen, shut, trackSockets } from "./loopback.ts";

export interface TlsServer {
	hostPort: string;
	close(): Promise<void>;
}

export async function startTlsServer(options: TlsOptions): Promise<TlsServer> {
	const server = createServer(options, (socket) => socket.on("error", () => {}));
	const sockets = trackSockets(server);
	const port = await listen(server);
	return { hostPort: `127.0.0.1:${port}`, close: () => shut(server, sockets) };
}
