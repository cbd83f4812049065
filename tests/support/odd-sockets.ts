/** WebSocket servers as they are out there, by path; what they were asked and how it ended is kept. */
import { type Line, serveWebSocket } from "./web-socket-server.ts";

export interface OddSockets {
	hostPort: string;
	at(path: string): string;
	/** The headers of each handshake on this path. */
	asked(path: string): Record<string, string>[];
	/** The codes by which the other side ended connections on this path. */
	ends(path: string): number[];
	close(): Promise<void>;
}

type Odd = { opens?(line: Line): void; text?(line: Line, text: string): void };

const SERVERS: Record<string, Odd> = {
	"/echo": { text: (line, text) => line.send(`you said ${text}`) },
	"/feed": {
		opens: (line) => {
			for (const price of [1, 2, 3]) line.send(JSON.stringify({ price }));
		},
	},
	"/silent": {},
	"/cuts-on-word": { text: (line) => line.cut() },
	"/goes-away": { opens: (line) => line.end(1001) },
	"/pours": {
		opens: (line) => {
			for (let i = 0; i < 20; i++) line.send("x".repeat(65_536));
		},
	},
};

/** A request without an upgrade is answered with 426. */
export async function startOddSockets(): Promise<OddSockets> {
	const seen: { path: string; headers: Record<string, string> }[] = [];
	const ended: { path: string; code: number }[] = [];
	const paths = new Map<Line, string>();
	const of = (line: Line) => SERVERS[paths.get(line) ?? ""];
	const server = await serveWebSocket(null, {
		opens(line, { url = "", headers }) {
			paths.set(line, url);
			seen.push({ path: url, headers: headers as Record<string, string> });
			of(line)?.opens?.(line);
		},
		text: (line, text) => of(line)?.text?.(line, text),
		ended: (line, code) => void ended.push({ path: paths.get(line) ?? "", code }),
		gone: () => {},
	});
	return {
		hostPort: `127.0.0.1:${server.port}`,
		at: (path) => `ws://127.0.0.1:${server.port}${path}`,
		asked: (path) => seen.filter((one) => one.path === path).map(({ headers }) => headers),
		ends: (path) => ended.filter((one) => one.path === path).map(({ code }) => code),
		close: server.close,
	};
}
