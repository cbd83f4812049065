/** As much of a WebSocket server as a test needs: text frames, pings, and cutting the line. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { listen, shut, trackSockets } from "./loopback.ts";

const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export interface Line {
	send(text: string): void;
	/** Ends it as the protocol says, with this code. */
	end(code: number): void;
	/** Ends it as a lost network does, without a word. */
	cut(): void;
}

export interface Listener {
	opens?(line: Line, request: IncomingMessage): void;
	/** The other side ended it, with this code. */
	ended?(line: Line, code: number): void;
	text(line: Line, text: string): void;
	gone(line: Line): void;
}

/** Serves `protocol`, which is none where it is null, on a loopback port of its own. */
export async function serveWebSocket(protocol: string | null, listener: Listener) {
	const server = createServer((_request, response) => void response.writeHead(426).end());
	const sockets = trackSockets(server);
	server.on("upgrade", (request, socket: Socket, head: Buffer) => {
		const key = request.headers["sec-websocket-key"] ?? "";
		const accept = createHash("sha1").update(`${key}${MAGIC}`).digest("base64");
		const line: Line = {
			send: (text) => void socket.write(frame(TEXT, Buffer.from(text))),
			end: (code) => void socket.end(frame(CLOSE, Buffer.from([code >> 8, code & 0xff]))),
			cut: () => void socket.destroy(),
		};
		const spoken = protocol === null ? "" : `sec-websocket-protocol: ${protocol}\r\n`;
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n${spoken}\r\n`,
		);
		readFrames(socket, head, (opcode, payload) => {
			if (opcode === TEXT) listener.text(line, payload.toString());
			if (opcode === PING) socket.write(frame(PONG, payload));
			if (opcode !== CLOSE) return;
			listener.ended?.(line, payload.length < 2 ? 1005 : payload.readUInt16BE(0));
			socket.destroy();
		});
		listener.opens?.(line, request);
		socket.once("close", () => listener.gone(line));
	});
	const port = await listen(server);
	return { port, close: () => shut(server, sockets) };
}

function readFrames(socket: Socket, head: Buffer, found: (opcode: number, payload: Buffer) => void): void {
	let kept = head;
	let parts: Buffer[] = [];
	let opcode = TEXT;
	const read = () => {
		for (let one = takeFrame(kept); one; one = takeFrame(kept)) {
			kept = kept.subarray(one.length);
			if (one.opcode >= CLOSE) {
				found(one.opcode, one.payload);
				continue;
			}
			if (one.opcode !== 0) opcode = one.opcode;
			parts.push(one.payload);
			if (!one.isLast) continue;
			found(opcode, Buffer.concat(parts));
			parts = [];
		}
	};
	socket.on("data", (chunk) => {
		kept = Buffer.concat([kept, chunk]);
		read();
	});
	read();
}

/** A whole masked frame at the front of the bytes, or null while some of it is on its way. */
function takeFrame(bytes: Buffer) {
	if (bytes.length < 2) return null;
	const short = bytes.readUInt8(1) & 0x7f;
	const start = short === 126 ? 4 : short === 127 ? 10 : 2;
	if (bytes.length < start + 4) return null;
	const size =
		short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
	const length = start + 4 + size;
	if (bytes.length < length) return null;
	const mask = bytes.subarray(start, start + 4);
	const payload = Buffer.from(bytes.subarray(start + 4, length));
	for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i % 4]!;
	const first = bytes.readUInt8(0);
	return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload, length };
}

function frame(opcode: number, payload: Buffer): Buffer {
	const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
	head.writeUInt8(0x80 | opcode, 0);
	if (head.length === 2) head.writeUInt8(payload.length, 1);
	if (head.length === 4) head.writeUInt16BE(payload.length, head.writeUInt8(126, 1));
	if (head.length === 10) head.writeBigUInt64BE(BigInt(payload.length), head.writeUInt8(127, 1));
	return Buffer.concat([head, payload]);
}
