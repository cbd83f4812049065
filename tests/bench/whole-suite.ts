import { sleep } from "../support/wait.ts";
import { type Fleet, type FleetOptions, startFleet } from "./fleet.ts";
import { load } from "./load.ts";
import { costOf, type Figure, percentile, residentMiB } from "./measure.ts";

const STEADY_MS = 60_000;
const MOST_OUTAGES = 30;
const FEW_OUTAGES = 8;
/** Of the instance's log, shown when a measurement breaks off. */
const LAST_LINES = 80;
const COUNTING = "tests/entries/counting.ts";

/** The whole of Tocsin on the runtime of `npm start`: from a failing check to the push on the wire, and what is written. */
export async function benchWhole(): Promise<Figure[]> {
	const ten = { monitors: 10, intervalSeconds: 10 };
	const thousand = { monitors: 1_000, intervalSeconds: 20, entry: COUNTING };
	let tenMiB = 0;
	return [
		...(await withFleet(ten, (fleet) => {
			tenMiB = residentMiB(fleet.pid());
			return alarmFigures(fleet, "10", "10 monitors");
		})),
		...(await withFleet({ ...ten, hung: 1 }, (fleet) => alarmFigures(fleet, "hung", "10 beside a hung one"))),
		...(await withFleet(thousand, async (fleet) => [
			...(await steadyFigures(fleet, tenMiB)),
			...(await frontFigures(fleet)),
			...(await alarmFigures(fleet, "1000", "1,000 monitors")),
		])),
	];
}

async function withFleet(
	options: FleetOptions,
	measure: (fleet: Fleet) => Promise<Figure[]>,
): Promise<Figure[]> {
	const fleet = await startFleet(options);
	try {
		return await measure(fleet);
	} catch (error) {
		const said = fleet.logs.slice(-LAST_LINES).join("\n");
		throw new Error(`${error instanceof Error ? error.message : error}\n${said}`, { cause: error });
	} finally {
		await fleet.stop();
	}
}

/** From an outage to the push about it; `confirmed` is the check that made the quorum. */
async function alarmFigures(fleet: Fleet, key: string, told: string): Promise<Figure[]> {
	const count = fleet.monitors > 10 ? MOST_OUTAGES : FEW_OUTAGES;
	const { value: outages, cpuMs } = await costOf(fleet.pid(), () => fleet.breakOneByOne(count));
	const spans = (since: "failedAt" | "confirmedAt" | "brokenAt") => outages.map((o) => o.pushedAt - o[since]);
	const ms = (name: string, what: string, value: number, atMost?: number): Figure => ({
		name: `alarm.${key}.${name}`,
		what: `${told}: ${what}`,
		value,
		unit: "ms",
		...(atMost && { goal: { atMost } }),
	});
	const { intervalMs } = fleet;
	return [
		ms("cpu", "CPU per outage, its checks included", cpuMs / count),
		ms("confirmed_p50", "confirming check to push, p50", percentile(spans("confirmedAt"), 0.5)),
		ms("confirmed_p95", "confirming check to push, p95", percentile(spans("confirmedAt"), 0.95), 1_000),
		ms("failed_p50", "first failing check to push, p50", percentile(spans("failedAt"), 0.5)),
		ms("failed_p95", "first failing check to push, p95", percentile(spans("failedAt"), 0.95)),
		ms("broken_p50", "outage to push, p50", percentile(spans("brokenAt"), 0.5), intervalMs / 2 + 500),
		ms("broken_max", "outage to push, longest", Math.max(...spans("brokenAt")), intervalMs + 2_000),
	];
}

/** A minute in which nothing happens but checks and a minute tick. */
async function steadyFigures(fleet: Fleet, tenMiB: number): Promise<Figure[]> {
	const askedBefore = fleet.asked();
	const before = await fleet.written();
	const { cpuMs } = await costOf(fleet.pid(), () => sleep(STEADY_MS));
	const checks = fleet.asked() - askedBefore;
	const after = await fleet.written();
	const since = (name: string, kind: "rows" | "bytes") =>
		((after[name]?.[kind] ?? 0) - (before[name]?.[kind] ?? 0)) / checks;
	const objects = Object.keys(after).filter((name) => name !== "D1");
	const rows = objects.reduce((sum, name) => sum + since(name, "rows"), 0);
	// Other objects replace what they write; the samples of the Watch are what stays, for a day.
	const bytes = since("Watch", "bytes");
	const memory = residentMiB(fleet.pid());
	const due = (fleet.monitors * STEADY_MS) / fleet.intervalMs;
	const figure = (name: string, what: string, value: number, unit: string, atMost?: number): Figure => ({
		name: `steady.${name}`,
		what: `Whole, 1,000 monitors: ${what}`,
		value,
		unit,
		...(atMost && { goal: { atMost } }),
	});
	return [
		figure("done", "checks done of those due", checks / due, "×"),
		figure("cpu", "CPU per 1,000 checks", cpuMs / checks, "s", 1.6),
		figure("rows", "rows written per check, objects", rows, "", 0.05),
		figure("d1_rows", "rows written per check, D1", since("D1", "rows"), "", 0.0005),
		figure("bytes", "bytes stored per check", bytes, "B", 4),
		figure("memory", "memory of the runtime", memory, "MiB"),
		figure("memory_growth", "memory over that for 10", memory - tenMiB, "MiB", 25),
	];
}

/** The status page through the whole entry, beside an empty answer of the same process. */
async function frontFigures(fleet: Fleet): Promise<Figure[]> {
	const asked = async (path: string) => {
		const options = { port: fleet.port, path, connections: 20, requests: 50_000, seconds: 3 };
		const headers = { "accept-encoding": "gzip" };
		const { value, cpuMs } = await costOf(fleet.pid(), () => load({ ...options, headers }));
		return { ...value, cpuMs: cpuMs / value.requests };
	};
	const empty = await asked("/bench/empty");
	const page = await asked("/");
	return [
		{ name: "front.empty_rate", what: "Whole: empty answers per second", value: empty.perSecond, unit: "/s" },
		{ name: "front.page_rate", what: "Whole: status pages per second", value: page.perSecond, unit: "/s" },
		{ name: "front.page_bytes", what: "Whole: status page, gzip", value: page.bodyBytes, unit: "B" },
		{
			name: "front.ratio",
			what: "Whole: page CPU over an empty answer's",
			value: page.cpuMs / empty.cpuMs,
			unit: "×",
		},
	];
}
