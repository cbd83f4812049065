import { connect, type Socket } from "node:net";

export interface LoadOptions {
	port: number;
	path: string;
	headers?: Record<string, string>;
	connections: number;
	/** Ends at whichever comes first. */
	seconds: number;
	requests: number;
}

export interface LoadResult {
	requests: number;
	perSecond: number;
	/** Milliseconds from the request's last byte to the answer's. */
	latenciesMs: number[];
	/** Answers by status. */
	statuses: Record<number, number>;
	/** Of the last answer. */
	headBytes: number;
	bodyBytes: number;
}

/**
 * Asks for one path again and again over connections that stay open, one request at a time on each. By hand over
 * sockets: an HTTP client would cost more than what is measured.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
	const result: LoadResult = {
		requests: 0,
		perSecond: 0,
		latenciesMs: [],
		statuses: {},
		headBytes: 0,
		bodyBytes: 0,
	};
	const begun = performance.now();
	const until = begun + options.seconds * 1_000;
	let left = options.requests;
	const mayAskAgain = () => left-- > 0 && performance.now() < until;
	await Promise.all(
		Array.from({ length: options.connections }, () => askOverAndOver(options, mayAskAgain, result)),
	);
	result.perSecond = result.requests / ((performance.now() - begun) / 1_000);
	return result;
}

function askOverAndOver(options: LoadOptions, mayAskAgain: () => boolean, result: LoadResult): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = connect(options.port, "127.0.0.1");
		const request = requestText(options);
		let sentAt = 0;
		let received: Buffer = Buffer.alloc(0);
		const ask = (): void => {
			if (!mayAskAgain()) return void endWell(socket, resolve);
			received = Buffer.alloc(0);
			sentAt = performance.now();
			socket.write(request);
		};
		socket.setNoDelay(true);
		socket.on("connect", ask);
		socket.on("error", reject);
		socket.on("close", () => resolve());
		socket.on("data", (chunk: Buffer) => {
			received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
			const answer = wholeAnswer(received);
			if (!answer) return;
			result.requests++;
			result.latenciesMs.push(performance.now() - sentAt);
			result.statuses[answer.status] = (result.statuses[answer.status] ?? 0) + 1;
			result.headBytes = answer.headBytes;
			result.bodyBytes = answer.bodyBytes;
			ask();
		});
	});
}

function endWell(socket: Socket, resolve: () => void): void {
	socket.end();
	resolve();
}

function requestText({ port, path, headers = {} }: LoadOptions): string {
	const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([k, v]) => `${k}: ${v}\r\n`);
	return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** Null while the answer has not arrived in full. `bodyBytes` is as it came, still compressed. */
function wholeAnswer(received: Buffer): { status: number; headBytes: number; bodyBytes: number } | null {
	const headEnd = received.indexOf("\r\n\r\n");
	if (headEnd < 0) return null;
	const head = received.toString("latin1", 0, headEnd).toLowerCase();
	const status = Number(head.slice(9, 12));
	const headBytes = headEnd + 4;
	const bodyBytes = received.length - headBytes;
	if (status === 304 || status === 204) return { status, headBytes, bodyBytes: 0 };
	const length = /content-length: (\d+)/.exec(head)?.[1];
	const isWhole =
		length === undefined
			? received.subarray(-7).toString("latin1") === "\r\n0\r\n\r\n"
			: bodyBytes >= Number(length);
	return isWhole ? { status, headBytes, bodyBytes } : null;
}
