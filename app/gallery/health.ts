/** What an instance would answer about how services and monitors were, and whom they would page. */
import type { Escalation, Latency, Monitor, Service, ServiceHealth } from "../state/wire.ts";
import { ANA, BACKUP, BO, CHIDI, iso, PRIMARY } from "./cast.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const DAYS = 90;

/** Young ones begin with days on which nobody looked. */
export function historyOf(
	index: number,
	state: Monitor["state"],
	at: number,
): NonNullable<Monitor["history"]> {
	const young = index % 4 === 3 ? 40 : 0;
	const letter = (day: number) => {
		if (day < young) return "-";
		if (day === DAYS - 1) return state === "down" ? "x" : state === "degraded" ? "d" : "u";
		if ((day + index * 7) % 37 === 5) return "x";
		return (day + index * 5) % 29 === 3 ? "d" : "u";
	};
	const days = Array.from({ length: DAYS }, (_, day) => letter(day)).join("");
	const outages = [...days].filter((one) => one === "x").length;
	const isOld = state === "up" || state === "paused";
	return {
		days: state === "pending" ? "-".repeat(DAYS) : days,
		since: state === "pending" ? null : iso(at - (DAYS - 1 - young) * DAY),
		changedAt: iso(at - (isOld ? 13 * DAY : 24 * MINUTE)),
		uptime: state === "pending" ? null : 1 - outages * 0.0004,
		downMs: outages * 26 * MINUTE,
		outages,
	};
}

export function serviceHealth(services: Service[], monitors: Monitor[], at: number): ServiceHealth[] {
	return services.map((service, index) => {
		const own = monitors.filter(({ serviceId }) => serviceId === service.id);
		const totals: ServiceHealth["monitors"] = {};
		for (const { state } of own) totals[state] = (totals[state] ?? 0) + 1;
		const worst =
			(["down", "degraded", "unknown", "up"] as const).find((state) => totals[state]) ?? "pending";
		const gap = { kind: "schedule" as const, id: BACKUP.id, name: BACKUP.name, userId: null, until: null };
		const who = index % 3 === 0 ? ANA : index % 3 === 1 ? CHIDI : BO;
		const duty = { kind: "schedule" as const, id: PRIMARY.id, until: iso(at + 2 * DAY) };
		return {
			serviceId: service.id,
			history: historyOf(index, worst, at),
			monitors: totals,
			onCall: index === 7 ? [gap] : [{ ...duty, name: who.name, userId: who.id }],
		};
	});
}

export function escalation(at: number): Escalation {
	const person = (who: typeof ANA, ...methods: string[]) => ({ userId: who.id, name: who.name, methods });
	const schedule = (of: typeof PRIMARY) => [{ kind: "schedule" as const, ...of }];
	return {
		policy: { id: "pol_01JSHOP", name: "Shop" },
		...{ severity: "P1", firstPageAt: iso(at), escalates: true, pagedAgainAt: null, rounds: 3, admins: [] },
		levels: [
			{
				...{
					level: 1,
					isSkipped: false,
					afterSeconds: 0,
					needsAcknowledgements: 1,
					targets: schedule(PRIMARY),
					unreachable: [],
					waiting: [],
				},
				people: [person(ANA, "Ana’s Pixel", "iPad")],
			},
			{
				...{
					level: 2,
					isSkipped: false,
					afterSeconds: 300,
					needsAcknowledgements: 1,
					targets: schedule(BACKUP),
					unreachable: [CHIDI.name],
					waiting: [],
				},
				people: [person(BO, "Bo’s iPhone")],
			},
			{
				...{
					level: 3,
					isSkipped: false,
					afterSeconds: 900,
					needsAcknowledgements: 2,
					unreachable: [],
					waiting: [],
				},
				targets: [{ kind: "team", id: "tea_01JSHOP", name: "Shop" }],
				people: [person(ANA, "Ana’s Pixel"), person(BO, "Bo’s iPhone"), person(CHIDI, "Email")],
			},
		],
	};
}

const BUCKETS = 48;

/** A day with a hole in it, and one slow hour. */
export function latency(regions: Monitor["regions"], at: number): Latency {
	const wave = (base: number, index: number) => base + ((index * 37) % 19) * (base / 60);
	const series = (base: number) =>
		Array.from({ length: BUCKETS }, (_, index) =>
			index > 20 && index < 23 ? null : Math.round(wave(base, index) * (index === 40 ? 2.2 : 1)),
		);
	return {
		...{ from: iso(at - DAY), to: iso(at), buckets: BUCKETS },
		regions: regions.map((region, index) => {
			const base = 120 + index * 95;
			return {
				...{ region, count: 920, p50Ms: base, p95Ms: Math.round(base * 1.5) },
				...{ p50: series(base), p95: series(base * 1.5) },
			};
		}),
	};
}
