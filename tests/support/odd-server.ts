/** HTTP servers as they are out there: each path answers in an odd way, and what it was asked is kept. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { listen, shut, trackSockets } from "./loopback.ts";

export interface Asked {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

export interface OddServer {
	hostPort: string;
	/** The same server by another name. */
	byName: string;
	at(path: string): string;
	/** What this path was asked, oldest first. */
	asked(path: string): Asked[];
	close(): Promise<void>;
}

/** `elsewhere` is another origin, for paths that lead there. */
export async function startOddServer(elsewhere = ""): Promise<OddServer> {
	const all: Asked[] = [];
	const server = createServer(async (request, response) => {
		const asked = await note(request);
		all.push(asked);
		const { pathname, searchParams } = new URL(asked.path, "http://odd/");
		const answer = ANSWERS[pathname] ?? notThere;
		answer({ asked, request, response, elsewhere, left: Number(searchParams.get("left")) });
	});
	const sockets = trackSockets(server);
	const port = await listen(server);
	return {
		hostPort: `127.0.0.1:${port}`,
		byName: `localhost:${port}`,
		at: (path) => `http://127.0.0.1:${port}${path}`,
		asked: (path) => all.filter((asked) => asked.path === path),
		close: () => shut(server, sockets),
	};
}

/** A word with a letter outside ASCII, as an old shop writes it. */
export const OPEN = "geöffnet";
const JUST_ENOUGH = 1_048_576;

interface Visit {
	asked: Asked;
	request: IncomingMessage;
	response: ServerResponse;
	elsewhere: string;
	/** Redirects that are still to come. */
	left: number;
}
type OddAnswer = (visit: Visit) => void;

const text =
	(body: string | Buffer, headers: Record<string, string> = {}, status = 200): OddAnswer =>
	({ response }) =>
		void response.writeHead(status, headers).end(body);
const to =
	(location: string, status = 302, headers: Record<string, string | string[]> = {}): OddAnswer =>
	({ response, elsewhere }) =>
		void response.writeHead(status, { location: location.replace("ELSEWHERE", elsewhere), ...headers }).end();
/** Bytes that no HTTP library would send. */
const raw =
	(bytes: string): OddAnswer =>
	({ request }) =>
		void request.socket.end(bytes);
const notThere = text("Nothing found at this address.", {}, 404);
const json = (length: number) => `{"ok":true,"fill":"${"x".repeat(length - 21)}"}`;
const latin1 = (body: string) => Buffer.from(body, "latin1");
const answered = new WeakMap<Socket, number>();

const ANSWERS: Record<string, OddAnswer> = {
	"/": text("all is well"),
	"/echo": ({ asked, response }) => void response.end(`${asked.method} ${asked.body}`),

	"/latin1": text(latin1(OPEN), { "content-type": "text/plain; charset=ISO-8859-1" }),
	"/latin1-quoted": text(latin1(OPEN), { "content-type": 'text/html;Charset="iso-8859-1"' }),
	"/meta": text(latin1(`<!doctype html><meta charset="windows-1252"><p>${OPEN}`), {
		"content-type": "text/html",
	}),
	"/meta-old": text(
		latin1(`<META http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>${OPEN}`),
		{ "content-type": "text/html" },
	),
	"/header-beats-meta": text(`<meta charset="iso-8859-1">${OPEN}`, {
		"content-type": "text/html; charset=utf-8",
	}),
	"/unknown-charset": text(OPEN, { "content-type": "text/plain; charset=shop-8" }),
	"/utf16": text(Buffer.from(`\ufeff${OPEN}`, "utf16le")),
	"/bom-json": text(`\ufeff{"ok":true}`, { "content-type": "application/json" }),

	"/cookie": to("/cookie/home", 302, {
		"set-cookie": ["session=s3cret; Path=/; HttpOnly", "old=1; Max-Age=0"],
	}),
	"/cookie/home": ({ asked, response }) =>
		void response
			.writeHead(asked.headers.cookie?.includes("session=s3cret") ? 200 : 403)
			.end(asked.headers.cookie),
	"/cookie-to-itself": ({ asked, response }) =>
		asked.headers.cookie?.includes("seen=yes")
			? void response.end("welcome")
			: void response.writeHead(302, { location: "/cookie-to-itself", "set-cookie": "seen=yes" }).end(),
	"/cookie-elsewhere": to("ELSEWHERE/echo-headers", 302, { "set-cookie": "session=s3cret; Path=/" }),
	"/echo-headers": ({ response }) => void response.end("noted"),

	"/hops": ({ left, response }) =>
		left === 0
			? void response.end("arrived")
			: void response.writeHead(302, { location: `/hops?left=${left - 1}` }).end(),
	"/see-other": to("/echo", 303),
	"/moved": to("/echo", 301),
	"/found": to("/echo", 302),
	"/same-again": to("/echo", 307),
	"/same-for-ever": to("/echo", 308),
	"/circle": to("/circle/back"),
	"/circle/back": to("/circle"),
	"/nowhere": to("http://[not-an-address/"),
	"/no-location": text("where to?", {}, 302),
	"/to-file": to("file:///etc/passwd"),
	"/to-broken": to("/broken"),
	"/broken": text("it broke", {}, 500),
	"/endless-redirect": ({ response }) => {
		response.writeHead(302, { location: "/" });
		pour(response);
	},
	"/redirect-then-dies": ({ request }) => {
		request.socket.write("HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n");
		request.socket.once("data", () => request.socket.resetAndDestroy());
	},
	"/once-a-connection": ({ request, response }) => {
		const before = answered.get(request.socket) ?? 0;
		answered.set(request.socket, before + 1);
		if (before > 0) request.socket.destroy();
		else response.end("all is well");
	},
	"/always-dies": ({ request }) => void request.socket.resetAndDestroy(),

	"/endless": ({ response }) => pour(response),
	"/drips-for-ever": ({ response }) => void response.writeHead(200).write("data: all is well\n\n"),
	"/half": ({ request, response }) => {
		response.writeHead(200, { "content-length": "100" }).write("half of i");
		setTimeout(() => request.socket.resetAndDestroy(), 30);
	},
	"/breaks-after-headers": ({ request }) => {
		request.socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n", () =>
			request.socket.resetAndDestroy(),
		);
	},
	"/redirect-breaks": ({ request }) => {
		request.socket.write("HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 100\r\n\r\n", () =>
			request.socket.resetAndDestroy(),
		);
	},
	"/large.json": text(json(JUST_ENOUGH + 1)),
	"/full.json": text(json(JUST_ENOUGH)),
	"/long": text(`${"<p>A shop has much to say.</p>\n".repeat(10_000)}all is well`),
	"/large-late-word": text(`${"x".repeat(JUST_ENOUGH)} all is well`),
	"/empty-gzip": text("", { "content-encoding": "gzip" }),
	"/empty-brotli": text("", { "content-encoding": "br" }),
	"/gzip": text(gzipSync("all is well"), { "content-encoding": "gzip" }),
	"/brotli": text(brotliCompressSync("all is well"), { "content-encoding": "br" }),
	"/deflate": text(deflateSync("all is well"), { "content-encoding": "deflate" }),
	"/empty-deflate": text("", { "content-encoding": "deflate" }),
	"/no-deflate": text("all is well", { "content-encoding": "deflate" }),
	"/GZIP": text(gzipSync("all is well"), { "content-encoding": "GZIP" }),
	"/x-gzip": text(gzipSync("all is well"), { "content-encoding": "x-gzip" }),
	"/half-gzip": text(gzipSync("all is well ".repeat(9_999)).subarray(0, 200), { "content-encoding": "gzip" }),
	"/no-gzip": text("all is well", { "content-encoding": "gzip" }),

	"/http-1.0": raw("HTTP/1.0 200 OK\r\n\r\nall is well"),
	"/no-words": raw("HTTP/1.1 200\r\ncontent-length: 11\r\n\r\nall is well"),
	"/early-hints": raw(
		"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nall is well",
	),
	"/trailers": raw(
		"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nb\r\nall is well\r\n0\r\nx-sum: 1\r\n\r\n",
	),
	"/nothing": text("", {}, 204),
};

function pour(response: ServerResponse): void {
	const more = () => {
		if (response.destroyed) return;
		if (response.write("x".repeat(65_536))) setImmediate(more);
		else response.once("drain", more);
	};
	more();
}

async function note(request: IncomingMessage): Promise<Asked> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return {
		method: request.method ?? "",
		path: request.url ?? "",
		headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
		body: Buffer.concat(chunks).toString(),
	};
}
