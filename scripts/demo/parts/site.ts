/**
 * The little web server of a demo page: serves the page, its style sheets and one script, tells open pages when
 * something changed, and takes forms from its own pages only. It listens on loopback.
 */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { transformSync } from "esbuild";
import { html, type Markup } from "./html.ts";

const LOOK = join(import.meta.dirname, "../look");

export type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	found: string[],
) => void | Promise<void>;

export interface Site {
	/** `found` are the pattern's groups, decoded. */
	on(method: string, pattern: RegExp, handler: Handler): void;
	/** Every open page fetches itself anew. */
	changed(): void;
	/** Whether anybody has the page open. */
	isWatched(): boolean;
	listen(port: number): Promise<void>;
}

export function makeSite(title: () => string, styles: string[], body: () => Markup): Site {
	const routes: { method: string; pattern: RegExp; handler: Handler }[] = [];
	const pages = new Set<ServerResponse>();
	const site: Site = {
		on: (method, pattern, handler) => void routes.push({ method, pattern, handler }),
		changed: () => {
			for (const page of pages) page.write("event: changed\ndata: \n\n");
		},
		isWatched: () => pages.size > 0,
		listen: (port) => listenOn(port, (request, response) => answer(routes, request, response)),
	};
	const css = styles.map((name) => readFileSync(join(LOOK, name), "utf8")).join("\n");
	const script = transformSync(readFileSync(join(LOOK, "live.ts"), "utf8"), { loader: "ts" }).code;
	site.on("GET", /^\/$/, (_, response) => send(response, "text/html", shell(title(), body()).text));
	site.on("GET", /^\/look\.css$/, (_, response) => send(response, "text/css", css));
	site.on("GET", /^\/live\.js$/, (_, response) => send(response, "text/javascript", script));
	site.on("GET", /^\/favicon\.svg$/, (_, response) => send(response, "image/svg+xml", ICON));
	site.on("GET", /^\/changes$/, (request, response) => {
		response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
		response.write("retry: 1000\n\n");
		pages.add(response);
		request.once("close", () => pages.delete(response));
	});
	return site;
}

/** Answers a form: back to the page, which then shows what came of it. */
export function backToPage(response: ServerResponse): void {
	response.writeHead(303, { location: "/" }).end();
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
	return new URLSearchParams(await text(request));
}

async function answer(
	routes: { method: string; pattern: RegExp; handler: Handler }[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname } = new URL(request.url ?? "/", "http://demo");
	// A page of another site must not be able to break or acknowledge anything here.
	if (request.headers["sec-fetch-site"] === "cross-site" && request.method !== "GET") {
		return void response.writeHead(403).end();
	}
	for (const { method, pattern, handler } of routes) {
		const match = pattern.exec(pathname);
		if (!match || !(method === request.method || (method === "GET" && request.method === "HEAD"))) continue;
		try {
			return await handler(request, response, match.slice(1).map(decodeURIComponent));
		} catch (error) {
			console.error(error);
			if (!response.headersSent) response.writeHead(500).end();
			return;
		}
	}
	response.writeHead(404, { "content-type": "text/plain" }).end("Not found.");
}

function send(response: ServerResponse, type: string, body: string): void {
	response
		.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" })
		.end(body);
}

function shell(title: string, body: Markup): Markup {
	return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="color-scheme" content="dark"><meta name="theme-color" content="#14110d">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/look.css"></head>
<body>${body}<script type="module" src="/live.js"></script></body></html>`;
}

export const BELL_PATH =
	"M12 3.2c-3.4 0-5.4 2.6-5.4 6 0 4.3-1.3 5.6-2.4 6.8-.4.5-.1 1.2.5 1.2h14.6c.6 0 .9-.7.5-1.2-1.1-1.2-2.4-2.5-2.4-6.8 0-3.4-2-6-5.4-6ZM9.8 19.3a2.3 2.3 0 0 0 4.4 0";
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#e0b354" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="${BELL_PATH}"/></svg>`;

function listenOn(port: number, handle: (i: IncomingMessage, o: ServerResponse) => void): Promise<void> {
	const server = createServer(handle);
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			const address = server.address();
			if (address && typeof address === "object") console.log(`ready http://127.0.0.1:${address.port}`);
			resolve();
		});
	});
}
