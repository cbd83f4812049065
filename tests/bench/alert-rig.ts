import { readRecord } from "../../scripts/processes.ts";
import { apiOf } from "../support/api.ts";
import { type Client, clientOf } from "../support/client.ts";
import { type Launched, prepareLaunched } from "../support/launched.ts";
import { serveLoopback } from "../support/loopback.ts";
import { preciseNow, sleep } from "../support/wait.ts";
import { type Figure, residentMiB } from "./measure.ts";

export const KEYS = 50;
/** Who is paged, one level after the other. */
const LADDER = ["ana", "bo"];

/** Where pages come to: by the person, and by the title of their alert. */
export interface Pager {
	hostPort: string;
	arrivedAt: Record<string, Map<string, number>>;
	close(): Promise<void>;
}

async function startPager(): Promise<Pager> {
	const arrivedAt = Object.fromEntries(LADDER.map((name) => [name, new Map<string, number>()]));
	const server = await serveLoopback((incoming, answer) => {
		const chunks: Buffer[] = [];
		incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
		incoming.on("end", () => {
			const title = /"title":"[^"]*?([\w-]+\.)"/.exec(Buffer.concat(chunks).toString())?.[1];
			const of = arrivedAt[incoming.url?.slice(1) ?? ""];
			if (title && of && !of.has(title)) of.set(title, preciseNow());
			answer.writeHead(200).end();
		});
	});
	return { ...server, arrivedAt };
}

/** Tocsin as `npm start` runs it, keys that alerts come in by, and where the pages go. */
export interface Place {
	launched: Launched;
	pager: Pager;
	keys: string[];
	/** Of the runtime, MiB; not a number while it is being replaced. */
	memory(): number;
}

/** `afterSeconds`: how long level 1 has, before level 2 is paged. */
export async function onFresh(
	measure: (place: Place) => Promise<Figure[]>,
	afterSeconds = 3_600,
): Promise<Figure[]> {
	const pager = await startPager();
	const launched = await prepareLaunched({ egressAllow: [pager.hostPort] });
	await launched.start();
	try {
		const client = clientOf(apiOf(launched.url, launched.adminToken));
		const keys = await makeKeys(client, pager, afterSeconds);
		await sleep(2_000);
		return await measure({ launched, pager, keys, memory: () => memoryOf(launched) });
	} finally {
		await launched.stop();
		await pager.close();
	}
}

async function makeKeys(client: Client, pager: Pager, afterSeconds: number): Promise<string[]> {
	const levels = [];
	for (const name of LADDER) {
		const person = { name, email: `${name}@shop.example`, role: "admin" };
		const { id } = await client.make("/api/v1/users", person);
		const hook = { kind: "webhook", name: "Hook", url: `http://${pager.hostPort}/${name}` };
		await client.make(`/api/v1/users/${id}/contact-methods`, hook);
		levels.push({ targets: [{ kind: "user", id }], escalateAfterSeconds: afterSeconds });
	}
	const policy = await client.make("/api/v1/escalation-policies", { name: "Ladder", levels, repeat: 0 });
	const keys: string[] = [];
	for (let n = 0; n < KEYS; n++) {
		const service = await client.make("/api/v1/services", {
			name: `S${n}`,
			escalationPolicyId: policy.id,
			// Nobody but the ladder is paged.
			defaultSeverity: "P2",
		});
		const path = `/api/v1/services/${service.id}/integrations`;
		const made: { id: string; key?: string } = await client.make(path, { kind: "events-v2", name: "Bench" });
		keys.push(made.key ?? "");
	}
	return keys;
}

function memoryOf({ pids: [pid] }: Launched): number {
	return pid === undefined ? Number.NaN : residentMiB(pid);
}

export const launcherOf = (launched: Launched) =>
	readRecord(launched.state, "launcher")?.pid ?? launched.launcherPid();

/** Told at once: a flood takes its time. */
export function figure(
	name: string,
	what: string,
	value: number,
	unit: string,
	goal?: Figure["goal"],
): Figure {
	console.error(`${what}: ${value.toFixed(1)} ${unit}`);
	return { name: `load.${name}`, what, value, unit, ...(goal && { goal }) };
}
