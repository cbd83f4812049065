import { readConfigVersion } from "../db/config-version.ts";
import { egress } from "./egress.ts";
import type { Env } from "./env.ts";
import { resync } from "./http/resync.ts";
import { log } from "./log.ts";
import type { ChecksFacts, SliceReport } from "./objects.ts";
import { deskOf, incidentOf, publicationOf, vaultOf, watchOf } from "./stubs.ts";

const HEARTBEAT_TIMEOUT_MS = 5_000;
/** Objects asked at once; the rest wait their turn. */
const AT_ONCE = 20;

/**
 * What the minute tick does: wakes everything that may be late. Alarms do the same work on time; this is the second,
 * independent waker, so every step is harmless when nothing is late and none waits for another to succeed. The slot that
 * cron names is not looked at: what is due is judged by the real clock.
 */
export async function sweep(env: Env): Promise<void> {
	const results = await Promise.all([
		attempt("vault", () => vaultOf(env).noteTick(Date.now())),
		attempt("incidents", () => wakeIncidents(env)),
		attempt("watches", () => wakeWatches(env)),
		attempt("desks", () => wakeDesks(env)),
	]);
	if (results.every((ok) => ok) && env.HEARTBEAT_URL) await attempt("heartbeat", () => beat(env));
}

async function attempt(part: string, work: () => Promise<void>): Promise<boolean> {
	try {
		await work();
		return true;
	} catch (error) {
		log("sweep.part_failed", { part, error: String(error) });
		return false;
	}
}

async function wakeIncidents(env: Env): Promise<void> {
	const vault = vaultOf(env);
	await each(await vault.openIncidents(), "incident", async (id) => {
		const isSettled = await incidentOf(env, id).tick();
		if (isSettled) await vault.settleIncident(id);
	});
}

async function wakeWatches(env: Env): Promise<void> {
	const names = await vaultOf(env).slices();
	const reports: SliceReport[] = [];
	await each(names, "watch", async (slice) => {
		reports.push(await watchOf(env, slice).tick());
	});
	await publicationOf(env).tick(checksFacts(reports, reports.length === names.length));
}

function checksFacts(reports: SliceReport[], isComplete: boolean): ChecksFacts {
	const running = reports.filter(({ lastCheckedAt }) => lastCheckedAt !== null);
	return {
		lastCheckedAt: running.length > 0 ? Math.max(...running.map((one) => one.lastCheckedAt ?? 0)) : null,
		regions: Math.max(0, ...reports.map((one) => one.regions)),
		lateAfterMs: running.length > 0 ? Math.min(...running.map((one) => one.lateAfterMs)) : 0,
		slices: reports.map(({ watch, services }) => ({ watch, services })),
		isComplete,
	};
}

/** The objects hear of every change of configuration when it is made; this finds the ones that did not. */
async function wakeDesks(env: Env): Promise<void> {
	const vault = vaultOf(env);
	const desks = await vault.desks();
	await each(desks, "desk", async (serviceId) => {
		await deskOf(env, serviceId).tick();
	});
	const version = await readConfigVersion(env.DB).catch(() => null);
	if (version === null || version === (await vault.configSeen())) return;
	let isRefreshed = true;
	await each(desks, "desk", async (serviceId) => {
		isRefreshed = (await deskOf(env, serviceId).refresh()) && isRefreshed;
	});
	await resync(env, Date.now());
	if (isRefreshed) await vault.noteConfigSeen(version);
}

/** The outside dead man's switch: it calls for help when this stops. */
async function beat(env: Env): Promise<void> {
	const answer = await egress(env, {
		purpose: "heartbeat",
		url: env.HEARTBEAT_URL ?? "",
		method: "GET",
		headers: {},
		timeoutMs: HEARTBEAT_TIMEOUT_MS,
		maxResponseBytes: 0,
	});
	if (!answer.ok) throw new Error(answer.detail);
}

/** Every one gets its turn: one that fails is logged and does not keep the others from theirs. */
async function each(ids: string[], kind: string, work: (id: string) => Promise<void>): Promise<void> {
	for (let i = 0; i < ids.length; i += AT_ONCE) {
		const some = ids.slice(i, i + AT_ONCE);
		await Promise.all(
			some.map((id) =>
				work(id).catch((error: unknown) => log("sweep.object_failed", { kind, id, error: String(error) })),
			),
		);
	}
}
