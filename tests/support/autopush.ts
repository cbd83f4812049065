/**
 * A push service as Firefox speaks to its own: browsers are connected by WebSocket, senders post to an https endpoint
 * with a self-signed certificate. What passes is encrypted; nothing here could read it.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { buffer } from "node:stream/consumers";
import { listen, shut, trackSockets } from "./loopback.ts";
import { SELF_SIGNED } from "./self-signed.ts";
import { type Line, serveWebSocket } from "./web-socket-server.ts";

export interface Autopush {
	/** For the browser: `dom.push.serverURL`. */
	browserUrl: string;
	/** For EGRESS_ALLOW. */
	hostPort: string;
	/** Endpoints handed out, the newest last. */
	endpoints: string[];
	/** Every push that was taken or refused: its endpoint, status, encrypted bytes and headers. */
	pushes: { endpoint: string; status: number; bytes: number; headers: IncomingMessage["headers"] }[];
	/** Codes that the browser answered with: 100 delivered, 101 not decrypted, 102 not delivered. */
	acks: number[];
	/** Answers 410 from now on for what it has handed out, without a word to the browsers. */
	forgetEndpoints(): void;
	/** Forgets every browser and its subscriptions, and cuts the lines, as a service that lost its data. */
	forgetAll(): void;
	close(): Promise<void>;
}

interface Channel {
	line: Line | null;
	uaid: string;
	channelID: string;
}

export async function startAutopush(): Promise<Autopush> {
	const channels = new Map<string, Channel>();
	const uaids = new Map<Line, string>();
	const known = new Set<string>();
	const endpoints: string[] = [];
	const pushes: Autopush["pushes"] = [];
	const acks: number[] = [];

	const hello = (line: Line, given: unknown) => {
		const uaid = typeof given === "string" && known.has(given) ? given : randomUUID().replaceAll("-", "");
		known.add(uaid);
		uaids.set(line, uaid);
		for (const channel of channels.values()) if (channel.uaid === uaid) channel.line = line;
		tell(line, { messageType: "hello", status: 200, uaid, use_webpush: true, broadcasts: {} });
	};
	const register = (line: Line, channelID: string) => {
		const path = `/wpush/${randomUUID()}`;
		channels.set(path, { line, uaid: uaids.get(line) ?? "", channelID });
		const pushEndpoint = `https://${hostPort}${path}`;
		endpoints.push(pushEndpoint);
		tell(line, { messageType: "register", status: 200, channelID, pushEndpoint });
	};
	const unregister = (line: Line, channelID: string) => {
		for (const [path, one] of channels) if (one.channelID === channelID) channels.delete(path);
		tell(line, { messageType: "unregister", status: 200, channelID });
	};
	const browsers = await serveWebSocket("push-notification", {
		text(line, text) {
			const message = JSON.parse(text);
			if (message.messageType === "hello") hello(line, message.uaid);
			else if (message.messageType === "register") register(line, message.channelID);
			else if (message.messageType === "unregister") unregister(line, message.channelID);
			else if (message.messageType === "ack") acks.push(...message.updates.map(codeOf));
			else if (message.messageType === undefined || message.messageType === "ping") line.send("{}");
		},
		gone(line) {
			uaids.delete(line);
			for (const channel of channels.values()) if (channel.line === line) channel.line = null;
		},
	});

	const take = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await buffer(request);
		const channel = channels.get(request.url ?? "");
		const status = channel?.line ? 201 : 410;
		const endpoint = `https://${hostPort}${request.url}`;
		pushes.push({ endpoint, status, bytes: body.length, headers: request.headers });
		if (channel?.line)
			tell(channel.line, {
				messageType: "notification",
				channelID: channel.channelID,
				version: randomUUID(),
				...(body.length > 0 && { data: body.toString("base64url"), headers: { encoding: "aes128gcm" } }),
			});
		response.writeHead(status, { location: `${endpoint}/message` }).end();
	};
	const senders = createServer(SELF_SIGNED, (request, response) => void take(request, response));
	const sockets = trackSockets(senders);
	const hostPort = `127.0.0.1:${await listen(senders)}`;

	return {
		browserUrl: `ws://127.0.0.1:${browsers.port}/`,
		hostPort,
		endpoints,
		pushes,
		acks,
		forgetEndpoints: () => channels.clear(),
		forgetAll() {
			channels.clear();
			known.clear();
			for (const line of [...uaids.keys()]) line.cut();
		},
		close: async () => {
			await Promise.all([browsers.close(), shut(senders, sockets)]);
		},
	};
}

const codeOf = (update: { code: number }): number => update.code;
const tell = (line: Line, message: object): void => line.send(JSON.stringify(message));
