import { describe, expect, it } from "vitest";
import { Admission, type Turn } from "../../../worker/alerts/rules/admission.ts";

interface Flood {
	perSecond: number;
	seconds: number;
	/** What everything behind the door needs for one alert. */
	costMs: number;
	serviceOf(n: number): string;
}

/** Alerts at a steady rate before one worker who takes them in turn: each answer comes when all before it are done. */
function flood(admission: Admission, { perSecond, seconds, costMs, serviceOf }: Flood) {
	const waits = new Map<string, number[]>();
	const refused = new Map<string, number>();
	const leaving: { at: number; leave(): void }[] = [];
	const line: { turn: Turn; cameAt: number }[] = [];
	const count = perSecond * seconds;
	let [freeAt, most, sent] = [0, 0, 0];
	const away = (service: string) => void refused.set(service, (refused.get(service) ?? 0) + 1);
	const look = (now: number) => {
		for (const one of line.splice(0)) {
			const answer = admission.ask(one.turn, now);
			if (answer === "wait") line.push(one);
			if (answer === "leave") away(one.turn.serviceId);
			if (answer !== "go") continue;
			freeAt = Math.max(freeAt, now) + costMs;
			const [at, { turn }] = [freeAt, one];
			waits.set(turn.serviceId, [...(waits.get(turn.serviceId) ?? []), at - one.cameAt]);
			leaving.push({ at, leave: () => admission.done(turn, at) });
			most = Math.max(most, leaving.length);
		}
	};
	for (let now = 0; sent < count || line.length > 0 || leaving.length > 0; now += 5) {
		while (leaving[0] && leaving[0].at <= now) leaving.shift()!.leave();
		while (sent < count && (sent * 1_000) / perSecond <= now) {
			const service = serviceOf(sent++);
			if (admission.isFull(now)) {
				admission.sentAway(now);
				away(service);
			} else line.push({ turn: admission.queue(service, now), cameAt: now });
		}
		look(now);
	}
	const all = [...waits.values()].flat().sort((a, b) => a - b);
	return { waits, refused, most, accepted: all.length, p95: all[Math.floor(all.length * 0.95)] ?? 0 };
}

/** 50 alerts a second can be worked off. */
const COST_MS = 20;

describe("alerts of one isolate", () => {
	it("are all let in while they can be worked off", () => {
		const { refused, accepted } = flood(new Admission(), {
			...{ perSecond: 45, seconds: 60, costMs: COST_MS },
			serviceOf: (n) => `svc_${n % 10}`,
		});
		expect(refused.size).toBe(0);
		expect(accepted).toBe(45 * 60);
	});

	for (const keys of [1, 50])
		it(`are answered in time at four times what can be worked off, by ${keys === 1 ? "one key" : "fifty"}: the rest is sent away`, () => {
			const { refused, accepted, p95, most } = flood(new Admission(), {
				...{ perSecond: 200, seconds: 60, costMs: COST_MS },
				serviceOf: (n) => `svc_${n % keys}`,
			});
			const sentAway = [...refused.values()].reduce((sum, n) => sum + n, 0);
			expect(accepted + sentAway).toBe(200 * 60);
			expect(accepted).toBeGreaterThan(0.9 * 50 * 60);
			expect(p95).toBeLessThan(500);
			expect(most).toBeLessThanOrEqual(32);
		});

	it("of a quiet service are let in while another one floods", () => {
		const { waits, refused } = flood(new Admission(), {
			...{ perSecond: 200, seconds: 60, costMs: COST_MS },
			serviceOf: (n) => (n % 100 === 0 ? "svc_quiet" : "svc_flood"),
		});
		expect(refused.get("svc_quiet") ?? 0).toBe(0);
		expect(waits.get("svc_quiet")).toHaveLength(120);
		expect(refused.get("svc_flood")).toBeGreaterThan(0);
	});

	it("that come in one burst wait in line, and are all let in", () => {
		const { refused, accepted } = flood(new Admission(), {
			...{ perSecond: 100_000, seconds: 0.0006, costMs: COST_MS / 2 },
			serviceOf: () => "svc_1",
		});
		expect(refused.size).toBe(0);
		expect(accepted).toBe(60);
	});

	it("find room again when callers hung up and their turns were never given back", () => {
		const admission = new Admission();
		const takes = (now: number) => {
			const turn = admission.queue("svc_1", now);
			return admission.ask(turn, now) === "go";
		};
		let lost = 0;
		while (takes(0)) lost++;
		expect(lost).toBe(admission.places);
		expect(takes(10_000)).toBe(false);
		expect(takes(21_000)).toBe(true);
	});

	it("find the whole room again after a flood", () => {
		const admission = new Admission();
		flood(admission, { perSecond: 400, seconds: 10, costMs: COST_MS, serviceOf: () => "svc_1" });
		const after = admission.places;
		for (let now = 12_000; now < 42_000; now += 50) {
			const turn = admission.queue("svc_1", now);
			expect(admission.ask(turn, now)).toBe("go");
			admission.done(turn, now + 20);
		}
		expect(admission.places).toBeGreaterThan(2 * after);
	});

	it("are sent away before anything of them is read while the process has no time left", () => {
		const admission = new Admission();
		for (let n = 0; n < 100; n++) admission.arrived(50, 1_000 + n);
		expect(admission.isFull(1_100)).toBe(true);
		for (let n = 0; n < 100; n++) admission.arrived(1, 1_100 + n);
		expect(admission.isFull(1_200)).toBe(false);
	});

	it("are let in on a slow machine when sixty come in one burst", () => {
		const admission = new Admission();
		for (let n = 0; n < 60; n++) {
			admission.arrived(300, 1_000 + n);
			expect(admission.isFull(1_000 + n)).toBe(false);
		}
	});

	it("are let in on a slow machine as long as they are few", () => {
		const admission = new Admission();
		for (let n = 0; n < 100; n++) {
			const now = 1_000 + n * 100;
			admission.arrived(300, now);
			expect(admission.isFull(now)).toBe(false);
		}
	});
});
