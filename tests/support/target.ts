/** What a monitor looks at: an HTTP or TCP service on loopback that breaks in named ways and counts who asked. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { listen, shut, trackSockets } from "./loopback.ts";
import { preciseNow, sleep } from "./wait.ts";

export type TargetMode =
	| "well"
	/** Nobody listens. */
	| "refused"
	/** Takes the connection and never answers. */
	| "hang"
	| "rst"
	/** 200 with another text than usual. */
	| "wrong-body"
	| { status: number }
	| { slowMs: number }
	| { redirect: string }
	/** Broken for the regions named, well for all others: told apart by `Tocsin-Region`. */
	| { onlyIn: string[]; mode: TargetMode };

export interface TargetRequest {
	/** Epoch ms with fractions. */
	at: number;
	method: string;
	path: string;
	userAgent: string | null;
	region: string | null;
	headers: Record<string, string>;
}

export interface Target {
	port: number;
	hostPort: string;
	url: string;
	/** HTTP requests, or for TCP one entry per connection. */
	requests: TargetRequest[];
	be(mode: TargetMode): Promise<void>;
	close(): Promise<void>;
}

export const WELL_BODY = "all is well";

/** An HTTP target; a TCP monitor may look at its `hostPort` too. */
export async function startTarget(): Promise<Target> {
	let mode: TargetMode = "well";
	const requests: TargetRequest[] = [];
	const server = createHttpServer(async (request, response) => {
		const seen = note(request);
		requests.push(seen);
		await answer(modeFor(mode, seen.region), request, response);
	});
	return breakable(server, "http://", requests, (next) => {
		mode = next;
	});
}

/** A bare TCP target: `well` greets and stays open, `hang` says nothing, `rst` resets, `refused` is closed. */
export async function startTcpTarget(greeting = "220 ready\r\n"): Promise<Target> {
	let mode: TargetMode = "well";
	const requests: TargetRequest[] = [];
	const server = createTcpServer((socket) => {
		requests.push({ at: preciseNow(), method: "", path: "", userAgent: null, region: null, headers: {} });
		if (mode === "rst") socket.resetAndDestroy();
		else if (mode !== "hang") socket.write(greeting);
	});
	return breakable(server, "", requests, (next) => {
		mode = next;
	});
}

async function breakable(
	server: ReturnType<typeof createTcpServer>,
	scheme: string,
	requests: TargetRequest[],
	setMode: (mode: TargetMode) => void,
): Promise<Target> {
	const sockets = trackSockets(server);
	const port = await listen(server);
	let open = true;
	return {
		port,
		hostPort: `127.0.0.1:${port}`,
		url: `${scheme}127.0.0.1:${port}${scheme ? "/health" : ""}`,
		requests,
		async be(mode) {
			setMode(mode);
			// Connections kept alive, and those that hang, would meet the mode of before.
			for (const socket of sockets) socket.destroy();
			if (mode === "refused" && open) await shut(server, sockets);
			if (mode !== "refused" && !open) await listen(server, port);
			open = mode !== "refused";
		},
		close: async () => {
			if (open) await shut(server, sockets);
			open = false;
		},
	};
}

function note(request: IncomingMessage): TargetRequest {
	const header = (name: string) => request.headers[name]?.toString() ?? null;
	return {
		at: preciseNow(),
		method: request.method ?? "",
		path: request.url ?? "",
		userAgent: header("user-agent"),
		region: header("tocsin-region"),
		headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
	};
}

function modeFor(mode: TargetMode, region: string | null): TargetMode {
	if (typeof mode !== "object" || !("onlyIn" in mode)) return mode;
	return region !== null && mode.onlyIn.includes(region) ? mode.mode : "well";
}

async function answer(mode: TargetMode, request: IncomingMessage, response: ServerResponse): Promise<void> {
	if (mode === "hang") return;
	if (mode === "rst" || mode === "refused") return void request.socket.resetAndDestroy();
	if (mode === "wrong-body") return void response.end("something else");
	if (mode === "well") return void response.end(WELL_BODY);
	if ("status" in mode) return void response.writeHead(mode.status).end("broken");
	if ("redirect" in mode) return void response.writeHead(302, { location: mode.redirect }).end();
	if ("slowMs" in mode) await sleep(mode.slowMs);
	response.end(WELL_BODY);
}
