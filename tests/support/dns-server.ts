/** A resolver by DNS over HTTPS (RFC 8484) whose every answer a test says, on loopback. */
import { createServer } from "node:http";
import { listen, shut, trackSockets } from "./loopback.ts";

export interface DnsRecord {
	name: string;
	type: number;
	data: number[];
}

const two = (value: number) => [value >> 8, value & 0xff];

/** A name in labels, without compression. */
export const nameBytes = (name: string): number[] => [
	...name
		.split(".")
		.filter((label) => label !== "")
		.flatMap((label) => [label.length, ...Buffer.from(label)]),
	0,
];

/** A whole answer without the question, which says this code. */
export function dnsAnswer(code: number, records: DnsRecord[] = []): Uint8Array<ArrayBuffer> {
	const header = [0, 0, 0x81, 0x80 | code, ...two(0), ...two(records.length), ...two(0), ...two(0)];
	const answers = records.flatMap(({ name, type, data }) => [
		...nameBytes(name),
		...two(type),
		...two(1),
		...[0, 0, 0, 60],
		...two(data.length),
		...data,
	]);
	return Uint8Array.from([...header, ...answers]);
}

/** The name that a query asks for. */
export function askedName(query: Uint8Array): string {
	const labels: string[] = [];
	for (let at = 12; query[at]; at += 1 + query[at]!)
		labels.push(Buffer.from(query.subarray(at + 1, at + 1 + query[at]!)).toString());
	return labels.join(".");
}

export type DnsSays = Uint8Array | "broken" | "silent";

export interface DnsServer {
	hostPort: string;
	url: string;
	/** The names that it was asked for, oldest first. */
	asked: string[];
	close(): Promise<void>;
}

/** `broken` is 500 and no message, `silent` never answers. */
export async function startDnsServer(says: (name: string) => DnsSays): Promise<DnsServer> {
	const asked: string[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const isMessage =
			request.method === "POST" && request.headers["content-type"] === "application/dns-message";
		if (!isMessage) return void response.writeHead(415).end();
		const name = askedName(Buffer.concat(chunks));
		asked.push(name);
		const answer = says(name);
		if (answer === "silent") return;
		if (answer === "broken") return void response.writeHead(500).end("broken");
		response.writeHead(200, { "content-type": "application/dns-message" }).end(answer);
	});
	const sockets = trackSockets(server);
	const port = await listen(server);
	const hostPort = `127.0.0.1:${port}`;
	return { hostPort, url: `http://${hostPort}/dns-query`, asked, close: () => shut(server, sockets) };
}
