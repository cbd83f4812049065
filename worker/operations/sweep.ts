import { fastestMonitor } from "../../db/monitoring/monitors.ts";
import { readConfigVersion } from "../../db/operations/config-version.ts";
import { deleteExpired } from "../../db/operations/tidy.ts";
import type { Waiting } from "../../db/operations/waiting.ts";
import { noteDueDigests } from "../digests/tick.ts";
import { planSeries } from "../maintenance/plan-series.ts";
import { remindAdmins } from "../maintenance/remind-admins.ts";
import { catchUp } from "../metrics/catch-up.ts";
import { SUPPORTED_KINDS } from "../monitoring/checks/registry.ts";
import type { ChecksFacts, SliceReport } from "../monitoring/rpc.ts";
import { egress } from "../platform/egress/egress.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { CHORES, type Chore, type TickList } from "../platform/rpc.ts";
import { hours, type Instant, minutes } from "../platform/rules/time.ts";
import { brokenParts, isBlind, type Part } from "../platform/rules/upkeep.ts";
import { liveOf, publicationOf, vaultOf } from "../platform/stubs.ts";
import { TIMEOUT_MS } from "../platform/turns.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import { openWanted } from "../reports/report.ts";
import { noteCheckIns } from "../shifts/check-ins/note-check-ins.ts";
import { LOOKS_EVERY_MS, noteShifts } from "../shifts/hand-offs/note-shifts.ts";
import { partOf, type TickPartRpc, wakeInParts, wakeWatchesInParts } from "./parts.ts";
import { unlessDatabaseIsDown } from "./unless-down.ts";
import { tendWhatWaits, whatMayWait } from "./what-waits.ts";

const HEARTBEAT_TIMEOUT_MS = 5_000;
/** A part of the tick that takes longer has failed: the next tick is about to begin. */
const PART_TIMEOUT_MS = 50_000;

/** How many objects of each part failed in this tick. */
type Failed = Map<Part, number>;

/**
 * What the minute tick does: wakes everything that may be late. Alarms do the same work on time; this is the second,
 * independent waker, so every step is harmless when nothing is late and none waits for another to succeed. The slot that
 * cron names is not looked at: what is due is judged by the real clock. The outside dead man's switch hears of it only
 * when nothing failed.
 */
export async function sweep(env: Env, ctx: { exports: object }): Promise<void> {
	const waits = whatMayWait(env, Date.now());
	await Promise.all([wakeAll(env, partOf(ctx), waits), tendWhatWaits(env, ctx, waits)]);
}

async function wakeAll(env: Env, ofTick: TickPartRpc, waits: Promise<Waiting>): Promise<void> {
	const failed: Failed = new Map();
	const part = async (name: Part, work: () => Promise<number>) => {
		const count = await withTimeout(work(), PART_TIMEOUT_MS).catch((error: unknown) => {
			log("sweep.part_failed", { part: name, error: String(error) });
			return 1;
		});
		failed.set(name, count + (failed.get(name) ?? 0));
	};
	// Asked once: every call of an object counts against the day and against this invocation.
	const noted = withTimeout(vaultOf(env).noteTick(Date.now()), TIMEOUT_MS);
	// What cannot be written down is done all the same.
	const list = noted.catch(() => withTimeout(vaultOf(env).tickList(Date.now()), TIMEOUT_MS));
	await Promise.all([
		part("tick", () => none(noted)),
		part("incidents", async () => {
			const { openIncidents } = await list;
			return (await wakeInParts(env, ofTick, "incidents", openIncidents)).failed;
		}),
		tickWatches(env, ofTick, list, part),
		part("desks", async () => {
			const { desks, waitingDesks } = await list;
			return (await wakeInParts(env, ofTick, "desks", desks, waitingDesks)).failed;
		}),
		part("configuration", async () => repeatConfiguration(env, ofTick, await list)),
		part("live", () => none(liveOf(env).tick())),
		doChores(env, list).catch((error: unknown) => log("sweep.no_chores", { error: String(error) })),
		foldIncidents(env, waits),
	]);
	const broken = brokenParts(failed);
	await part("tick", () => none(vaultOf(env).noteUpkeep(Date.now(), broken)));
	if (brokenParts(failed).length > 0 || !env.HEARTBEAT_URL) return;
	await beat(env).catch((error: unknown) => log("sweep.heartbeat_failed", { error: String(error) }));
}

async function none(work: Promise<unknown>): Promise<number> {
	await withTimeout(work, TIMEOUT_MS);
	return 0;
}

async function tickWatches(
	env: Env,
	ofTick: TickPartRpc,
	list: Promise<TickList>,
	part: (name: Part, work: () => Promise<number>) => Promise<void>,
): Promise<void> {
	let reports: SliceReport[] = [];
	let slices = 0;
	await part("watches", async () => {
		const names = (await list).slices;
		slices = names.length;
		const woken = await wakeWatchesInParts(env, ofTick, names);
		reports = woken.reports;
		return woken.failed;
	});
	const facts = checksFacts(reports, reports.length === slices);
	await part("publication", () => none(publicationOf(env).tick(facts)));
	await part("detection", async () => {
		const fastest = await unlessDatabaseIsDown(
			withTimeout(fastestMonitor(env.DB, SUPPORTED_KINDS), TIMEOUT_MS),
		);
		return isBlind(fastest, facts.lastCheckedAt, Date.now()) ? 1 : 0;
	});
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

async function repeatConfiguration(
	env: Env,
	part: TickPartRpc,
	{ configSeen, configSeenAt }: TickList,
): Promise<number> {
	const version = await unlessDatabaseIsDown(withTimeout(readConfigVersion(env.DB), TIMEOUT_MS));
	if (version === null || version === configSeen) return 0;
	return part.repeat({ version, at: Date.now(), heardAt: configSeenAt });
}

/** How long each rests after it was done. */
const REST_OF_CHORE: Record<Chore, number> = {
	tidy: hours(1),
	digests: minutes(5),
	shifts: LOOKS_EVERY_MS,
	check_ins: minutes(5),
	reports: minutes(5),
	maintenances: minutes(5),
};
const CHORE: Record<Chore, (env: Env, now: Instant) => Promise<void>> = {
	tidy: ({ DB }, now) => deleteExpired(DB, now),
	digests: ({ DB }, now) => noteDueDigests(DB, now),
	shifts: noteShifts,
	check_ins: ({ DB }, now) => noteCheckIns(DB, now),
	reports: openWanted,
	maintenances: async (env, now) => {
		await planSeries(env, now);
		await remindAdmins(env, now);
	},
};

/**
 * Nobody waits for these. One a tick, so that a tick never asks for much; those that are due take turns by the minute, so
 * that one that fails keeps none of the others from theirs.
 */
async function doChores(env: Env, list: Promise<TickList>): Promise<void> {
	const now = Date.now();
	const { doneAt } = await list;
	const due = CHORES.filter((chore) => Math.abs(now - (doneAt[chore] ?? 0)) >= REST_OF_CHORE[chore]);
	const chore = due[Math.floor(now / minutes(1)) % due.length];
	if (chore === undefined) return;
	try {
		await withTimeout(CHORE[chore](env, now), TIMEOUT_MS);
		await withTimeout(vaultOf(env).noteDone(chore, now), TIMEOUT_MS);
	} catch (error) {
		log("sweep.chore_not_done", { chore, error: String(error) });
	}
}

/** Figures wait for the next tick rather than withhold the heartbeat. */
async function foldIncidents(env: Env, waits: Promise<Waiting>): Promise<void> {
	if (!(await waits).figures) return;
	await withTimeout(catchUp(env.DB), TIMEOUT_MS).catch((error: unknown) =>
		log("sweep.not_folded", { error: String(error) }),
	);
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
