import { sleep } from "../support/wait.ts";
import { cpuMs, type Figure, percentile, residentMiB } from "./measure.ts";
import { readAtRate } from "./readers.ts";
import { type Rig, startRig } from "./speed-rig.ts";

const STEADY_MS = 60_000;
const SINGLES = 24;
const BURST = 50;
const READERS = 200;
/** Those that fail while people read; the burst takes the next ones. */
const ALONE_LEFT = 16;
const ALONE_FROM = SINGLES + ALONE_LEFT;
/** `TOCSIN_SPEED=ten` or `thousand`: one half of it. */
const HALVES = (process.env.TOCSIN_SPEED ?? "ten,thousand").split(",");

/** From a failing target to the page, in quiet and in bad moments, and what watching costs. */
export async function benchSpeed(): Promise<Figure[]> {
	const figures: Figure[] = [];
	if (HALVES.includes("ten")) figures.push(...(await withRig(10, 10, tenFigures)));
	if (HALVES.includes("thousand"))
		figures.push(...(await withRig(1_000, 20, (rig) => thousandFigures(rig, figures))));
	return figures;
}

async function withRig(
	monitors: number,
	intervalSeconds: number,
	measure: (rig: Rig) => Promise<Figure[]>,
): Promise<Figure[]> {
	const rig = await startRig(monitors, intervalSeconds);
	console.error(`measuring with ${monitors} monitors`);
	try {
		return await measure(rig);
	} finally {
		console.error("measured");
		await rig.stop();
	}
}

async function tenFigures(rig: Rig): Promise<Figure[]> {
	await sleep(STEADY_MS / 2);
	const memory = residentMiB(rig.runtimePid());
	const [first = Number.NaN, ...took] = await oneByOne(rig, 10);
	return [
		figure("ten_memory", "10 monitors: memory of the runtime", memory, "MiB"),
		figure("ten_first", "10 monitors: the first that fails after a start", first, "ms"),
		...latencies("ten", "10 monitors, 1 fails", took, 14, 27),
	];
}

async function thousandFigures(rig: Rig, before: Figure[]): Promise<Figure[]> {
	const steady = await steadyFigures(rig, before);
	const quiet = await spread(rig, 0, SINGLES);
	const read = readAtRate(rig.launched.port, READERS);
	await sleep(2_000);
	const crowded = await spread(rig, SINGLES, ALONE_LEFT);
	const reads = await read.stop();
	await calm(rig, SINGLES + ALONE_LEFT);
	const burst = await Promise.all(range(ALONE_FROM, BURST).map((n) => rig.outage(n)));
	const ratio = percentile(crowded, 0.5) / percentile(quiet, 0.5);
	return [
		...steady,
		...latencies("thousand", "1,000 monitors, 1 fails", quiet, 17, 38),
		...latencies("burst", "1,000 monitors, 50 fail at once", burst, 29, 73),
		figure("readers_rate", `Status page: answers a second to ${READERS} readers`, reads.perSecond, ""),
		figure("readers", `The same beside ${READERS} readers: p50 over the quiet p50`, ratio, "×", {
			atMost: 1.2,
		}),
	];
}

/** A minute in which nothing happens but checks and the minute tick. */
async function steadyFigures(rig: Rig, before: Figure[]): Promise<Figure[]> {
	const pids = [rig.runtimePid(), rig.launcherPid()];
	const spent = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
	const [asked, cpu] = [rig.targets.asked(), spent()];
	await sleep(STEADY_MS);
	const checks = rig.targets.asked() - asked;
	const memory = residentMiB(rig.runtimePid());
	const ten = before.find(({ name }) => name === "speed.ten_memory")?.value ?? Number.NaN;
	return [
		figure("checks", "1,000 monitors: checks in a minute", checks, ""),
		figure("cpu", "CPU per 1,000 checks, runtime and launcher", (spent() - cpu) / checks, "s", {
			atMost: 0.3,
		}),
		figure("memory", "1,000 monitors: memory of the runtime", memory, "MiB"),
		figure("memory_growth", "Memory over that for 10 monitors", memory - ten, "MiB", { atMost: 40 }),
		figure("launcher", "Memory of the launcher", residentMiB(rig.launcherPid()), "MiB", { atMost: 90 }),
	];
}

/** Each outage begins when the page of the one before has come: few monitors are checked in the same moment. */
async function oneByOne(rig: Rig, count: number): Promise<number[]> {
	const took: number[] = [];
	for (const n of range(0, count)) {
		took.push(await rig.outage(n));
		// What follows a page is over.
		await sleep(1_000);
	}
	return took;
}

/** Outages at moments spread over an interval and a half: they are found one by one. */
async function spread(rig: Rig, from: number, count: number): Promise<number[]> {
	const found: Promise<number>[] = [];
	for (const n of range(from, count)) {
		found.push(rig.outage(n));
		await sleep((rig.intervalMs * 1.5) / count);
	}
	return Promise.all(found);
}

/** All work again, and nobody is told of it any more. */
async function calm(rig: Rig, count: number): Promise<void> {
	for (const n of range(0, count)) rig.targets.mend(n);
	await sleep(2.5 * rig.intervalMs);
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

function latencies(name: string, told: string, took: number[], p50: number, p95: number): Figure[] {
	return [
		figure(`${name}_p50`, `${told}: p50`, percentile(took, 0.5), "ms", { atMost: p50 }),
		figure(`${name}_p95`, `${told}: p95`, percentile(took, 0.95), "ms", { atMost: p95 }),
	];
}

function figure(name: string, what: string, value: number, unit: string, goal?: Figure["goal"]): Figure {
	console.error(`${what}: ${value.toFixed(2)} ${unit}`);
	return { name: `speed.${name}`, what, value, unit, ...(goal && { goal }) };
}
