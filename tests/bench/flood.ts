import { Agent, request } from "node:http";
import { preciseNow } from "../support/wait.ts";

/** What became of one alert: `status` 0 when nobody answered. */
export interface Sent {
	title: string;
	at: number;
	tookMs: number;
	status: number;
	mayComeAgain: boolean;
}

export interface Flood {
	port: number;
	keys: string[];
	/** Told apart by this. */
	name: string;
}

const GIVE_UP_MS = 60_000;

/** Distinct alerts, each connection one after the other, for so long. */
export async function overConnections(flood: Flood, connections: number, forMs: number): Promise<Sent[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const all: Sent[] = [];
	const until = preciseNow() + forMs;
	let n = 0;
	const connection = async () => {
		while (preciseNow() < until) all.push(await send(flood, n++, agent));
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
	return all;
}

/** Distinct alerts at a steady rate, whoever answers or not. */
export async function atRate(flood: Flood, perSecond: number, forMs: number): Promise<Sent[]> {
	const agent = new Agent({ keepAlive: true });
	const begun = preciseNow();
	const all: Promise<Sent>[] = [];
	const count = Math.round((perSecond * forMs) / 1_000);
	while (all.length < count) {
		const due = Math.min(count, Math.floor(((preciseNow() - begun) * perSecond) / 1_000) + 1);
		while (all.length < due) all.push(send(flood, all.length, agent));
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	const sent = await Promise.all(all);
	agent.destroy();
	return sent;
}

function send({ port, keys, name }: Flood, n: number, agent: Agent): Promise<Sent> {
	const title = `${name}-${n}.`;
	const payload = { summary: title, source: "bench", severity: "error" };
	const event = { routing_key: keys[n % keys.length], event_action: "trigger", dedup_key: title, payload };
	const body = JSON.stringify(event);
	const at = preciseNow();
	return new Promise((resolve) => {
		const end = (status: number, mayComeAgain: boolean) =>
			resolve({ title, at, tookMs: preciseNow() - at, status, mayComeAgain });
		const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
		const options = { host: "127.0.0.1", port, path: "/v2/enqueue", method: "POST", agent, headers };
		const call = request({ ...options, timeout: GIVE_UP_MS }, (answer) => {
			answer.resume();
			answer.on("end", () => end(answer.statusCode ?? 0, answer.headers["retry-after"] !== undefined));
			answer.on("error", () => end(0, false));
		});
		call.on("timeout", () => call.destroy());
		call.on("error", () => end(0, false));
		call.end(body);
	});
}
