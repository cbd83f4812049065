import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type CheckCycle,
	detect,
	type Finding,
	FRESH,
	firstRegion,
	type Memory,
	type Rules,
	suspectRegions,
} from "../../../worker/monitoring/rules/detector.ts";
import type { CheckResult } from "../../../worker/monitoring/rules/monitor.ts";
import { REGIONS, type Region } from "../../../worker/platform/rules/region.ts";

type Fate = "up" | "degraded" | "down" | "lost";

const RULES: Rules = {
	regions: ["weur", "enam", "apac"],
	quorum: 2,
	failureThreshold: 1,
	recoveryThreshold: 2,
};
const DOWN: Memory = { verdict: "down", failures: 0, recoveries: 0, episodeAt: 1_000 };
const NOBODY: ReadonlySet<Region> = new Set();

function result(region: Region, outcome: "up" | "degraded" | "down", at = 5_000): CheckResult {
	const reason = outcome === "down" ? "status" : null;
	return { monitorId: "mon_checkout", region, at, latencyMs: 10, outcome, reason, detail: "" };
}

interface Played {
	finding: Finding & { settled: true };
	round: CheckCycle;
}

/** Plays a round to its end: every region that is asked meets its fate, in the order that `pick` chooses. */
function play(
	memory: Memory,
	fates: Partial<Record<Region, Fate>>,
	more: {
		rules?: Rules;
		slot?: number;
		suspects?: ReadonlySet<Region>;
		at?: number;
		pick?: () => number;
	} = {},
): Played {
	const { rules = RULES, slot = 0, suspects = NOBODY, at = 5_000, pick = () => 0 } = more;
	const asked = firstRegion(rules, slot);
	const round: CheckCycle = { id: "r", startedAt: at, asked: [...asked], answers: [], lost: [], silent: [] };
	const waiting = [...asked];
	for (let turn = 0; turn <= 2 * rules.regions.length; turn++) {
		const finding = detect(memory, round, rules, suspects);
		if (finding.settled) return { finding, round };
		for (const region of finding.ask) expect(round.asked).not.toContain(region);
		round.asked.push(...finding.ask);
		waiting.push(...finding.ask);
		const [region] = waiting.splice(pick() % Math.max(1, waiting.length), 1);
		expect(region, "an open round must be waiting for somebody").toBeDefined();
		const fate = fates[region!] ?? "lost";
		if (fate === "lost") round.lost.push(region!);
		else round.answers.push(result(region!, fate, at + round.answers.length));
	}
	throw new Error("the round never ended");
}

const everywhere = (fate: Fate) => Object.fromEntries(REGIONS.map((region) => [region, fate]));

describe("a verdict", () => {
	it("becomes up with the first good check", () => {
		const { finding, round } = play(FRESH, everywhere("up"));
		expect(finding.memory.verdict).toBe("up");
		expect(round.asked).toHaveLength(1);
	});

	it("becomes down when a quorum of regions sees a failure, dated from the first of them", () => {
		const { finding } = play({ ...FRESH, verdict: "up" }, everywhere("down"), { at: 7_000 });
		expect(finding.memory).toEqual({ verdict: "down", failures: 0, recoveries: 0, episodeAt: 7_000 });
		expect(finding.reason).toBe("failed");
	});

	it("stays when one region is outvoted, and does not wait for the rest", () => {
		const { finding, round } = play({ ...FRESH, verdict: "up" }, { weur: "down", enam: "up", apac: "up" });
		expect(finding).toMatchObject({ reason: "outvoted", memory: { verdict: "up", failures: 0 } });
		expect(round.asked).toEqual(["weur", "enam", "apac"]);
	});

	it("asks the others as soon as one fails, all at once", () => {
		const round: CheckCycle = {
			id: "r",
			startedAt: 0,
			asked: ["weur"],
			answers: [result("weur", "down")],
			lost: [],
			silent: [],
		};
		expect(detect(FRESH, round, RULES, NOBODY)).toEqual({ settled: false, ask: ["enam", "apac"] });
	});

	it("asks the others when the first is silent, and still listens to it", () => {
		const round: CheckCycle = {
			id: "r",
			startedAt: 0,
			asked: ["weur"],
			answers: [],
			lost: [],
			silent: ["weur"],
		};
		expect(detect(FRESH, round, RULES, NOBODY)).toEqual({ settled: false, ask: ["enam", "apac"] });
		const later = { ...round, asked: [...RULES.regions], answers: [result("enam", "down")] };
		expect(detect(FRESH, later, RULES, NOBODY)).toEqual({ settled: false, ask: [] });
		const done = { ...later, answers: [...later.answers, result("weur", "down")] };
		expect(detect(FRESH, done, RULES, NOBODY)).toMatchObject({ settled: true, reason: "failed" });
	});

	it("changes to down only after as many failing rounds in a row as the threshold says", () => {
		const rules = { ...RULES, failureThreshold: 3 };
		let memory: Memory = { ...FRESH, verdict: "up" };
		for (const at of [10_000, 20_000]) {
			memory = play(memory, everywhere("down"), { rules, at }).finding.memory;
			expect(memory).toMatchObject({ verdict: "up", episodeAt: 10_000 });
		}
		expect(play(memory, everywhere("up"), { rules }).finding.memory).toEqual({ ...FRESH, verdict: "up" });
		expect(play(memory, everywhere("down"), { rules, at: 30_000 }).finding.memory).toMatchObject({
			verdict: "down",
			episodeAt: 10_000,
		});
	});

	it("comes back up only after as many good rounds in a row as the threshold says, each by quorum", () => {
		const once = play(DOWN, everywhere("up")).finding;
		expect(once).toMatchObject({ reason: "recovering", memory: { verdict: "down", recoveries: 1 } });
		expect(play(once.memory, everywhere("down")).finding.memory.recoveries).toBe(0);
		expect(play(once.memory, { weur: "up", enam: "down", apac: "down" }).finding.memory.recoveries).toBe(0);
		expect(play(once.memory, everywhere("up")).finding).toMatchObject({
			reason: "recovered",
			memory: { ...FRESH, verdict: "up" },
		});
	});

	it("is degraded when it works but is slow", () => {
		expect(play(FRESH, everywhere("degraded")).finding.memory.verdict).toBe("degraded");
		expect(play({ ...FRESH, verdict: "degraded" }, everywhere("up")).finding.memory.verdict).toBe("up");
	});

	it("F61: does not change while nobody answers: a missed slot is neither up nor down", () => {
		for (const memory of [FRESH, DOWN, { ...FRESH, verdict: "up" as const, failures: 1, episodeAt: 9 }])
			expect(play(memory, {}).finding).toEqual({ settled: true, memory, reason: "nothing_seen" });
	});

	it("goes to another region when the first is gone", () => {
		const { finding, round } = play(FRESH, { enam: "up" });
		expect(finding.memory.verdict).toBe("up");
		expect(round.lost).toEqual(["weur"]);
	});
});

const fates = fc.record(
	Object.fromEntries(
		REGIONS.map((region) => [region, fc.constantFrom<Fate>("up", "degraded", "down", "lost")]),
	) as Record<Region, fc.Arbitrary<Fate>>,
);
const rulesets: fc.Arbitrary<Rules> = fc.record({
	regions: fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1 }),
	quorum: fc.integer({ min: 1, max: 9 }),
	failureThreshold: fc.integer({ min: 1, max: 4 }),
	recoveryThreshold: fc.integer({ min: 1, max: 4 }),
});
const memories: fc.Arbitrary<Memory> = fc.constantFrom<Memory>(
	FRESH,
	{ ...FRESH, verdict: "up" },
	{ ...FRESH, verdict: "degraded" },
	{ ...FRESH, verdict: "up", failures: 1, episodeAt: 1_000 },
	DOWN,
	{ ...DOWN, recoveries: 1 },
);
const slots = fc.integer({ min: -100, max: 100 });
const orders = fc.infiniteStream(fc.nat());

/** Any round: any rules, any history, any fate of any region, any order of answers. */
const anyRound = fc.tuple(memories, fates, rulesets, slots, orders, fc.subarray([...REGIONS]));

function playAny([memory, fate, rules, slot, order, suspects]: [
	Memory,
	Record<Region, Fate>,
	Rules,
	number,
	fc.Stream<number>,
	Region[],
]) {
	const pick = () => order.next().value ?? 0;
	return play(memory, fate, { rules, slot, suspects: new Set(suspects), pick });
}

describe("every round, whatever the regions answer and in whatever order,", () => {
	const quorumOf = (rules: Rules) => Math.min(rules.quorum, rules.regions.length);

	it("ends, and asks no region twice and none that was not chosen", () => {
		fc.assert(
			fc.property(anyRound, (given) => {
				const { round } = playAny(given);
				expect(new Set(round.asked).size).toBe(round.asked.length);
				for (const region of round.asked) expect(given[2].regions).toContain(region);
			}),
		);
	});

	it("changes up to down, or down to up, only by a quorum of regions that are not suspect", () => {
		fc.assert(
			fc.property(anyRound, (given) => {
				const [memory, , rules, , , suspects] = given;
				const { finding, round } = playAny(given);
				const wasDown = memory.verdict === "down";
				if ((finding.memory.verdict === "down") === wasDown) return;
				const against = round.answers.filter(({ outcome, region }) => {
					const failed = outcome === "down";
					return failed !== wasDown && !(failed && suspects.includes(region));
				});
				expect(against.length).toBeGreaterThanOrEqual(quorumOf(rules));
			}),
		);
	});

	it("counts towards an outage only when a quorum failed, and never says up without a good check", () => {
		fc.assert(
			fc.property(anyRound, (given) => {
				const [memory, , rules] = given;
				const { finding, round } = playAny(given);
				const failed = round.answers.filter(({ outcome }) => outcome === "down").length;
				if (finding.memory.failures > memory.failures) expect(failed).toBeGreaterThanOrEqual(quorumOf(rules));
				const good = round.answers.length - failed;
				if (memory.verdict === "pending" && finding.memory.verdict !== "down" && good === 0)
					expect(finding.memory.verdict).toBe("pending");
			}),
		);
	});

	it("finds an outage that every region sees, within as many rounds as the threshold says", () => {
		fc.assert(
			fc.property(memories, rulesets, slots, orders, (memory, rules, slot, order) => {
				const pick = () => order.next().value ?? 0;
				let now = memory;
				for (let i = 0; i < rules.failureThreshold; i++)
					now = play(now, everywhere("down"), { rules, slot: slot + i, pick }).finding.memory;
				expect(now.verdict).toBe("down");
				expect(now.episodeAt).not.toBeNull();
			}),
		);
	});

	it("finds a recovery that every region sees, within as many rounds as the threshold says", () => {
		fc.assert(
			fc.property(rulesets, slots, orders, (rules, slot, order) => {
				const pick = () => order.next().value ?? 0;
				let now = DOWN;
				for (let i = 0; i < rules.recoveryThreshold; i++) {
					expect(now.verdict).toBe("down");
					now = play(now, everywhere("up"), { rules, slot: slot + i, pick }).finding.memory;
				}
				expect(now).toEqual({ ...FRESH, verdict: "up" });
			}),
		);
	});
});

describe("F62: a region that fails everything", () => {
	const seen = (...results: CheckResult[]) => new Map(results.map((r) => [r.region, r]));

	it("is suspect when the others see the same monitors work, and can then wake nobody", () => {
		const latest = ["Checkout", "Storefront", "Search"].map(() =>
			seen(result("enam", "down"), result("weur", "up")),
		);
		const suspects = suspectRegions(latest);
		expect([...suspects]).toEqual(["enam"]);
		const { finding } = play(
			{ ...FRESH, verdict: "up" },
			{ weur: "up", enam: "down", apac: "up" },
			{
				rules: { ...RULES, quorum: 1 },
				slot: 1,
				suspects,
			},
		);
		expect(finding.memory.verdict).toBe("up");
	});

	it("is trusted while it sees anything work, while too few monitors say so, and in a real outage", () => {
		const broken = seen(result("enam", "down"), result("weur", "up"));
		expect(suspectRegions([broken, broken]).size).toBe(0);
		expect(suspectRegions([broken, broken, broken, seen(result("enam", "up"))]).size).toBe(0);
		const outage = seen(result("enam", "down"), result("weur", "down"));
		expect(suspectRegions([outage, outage, outage, outage]).size).toBe(0);
	});

	it("never leaves us with no region to believe", () => {
		const some = fc.array(
			fc.array(fc.tuple(fc.constantFrom(...REGIONS), fc.constantFrom("up" as const, "down" as const))),
		);
		fc.assert(
			fc.property(some, (monitors) => {
				const latest = monitors.map((answers) => seen(...answers.map(([region, o]) => result(region, o))));
				const all = new Set(latest.flatMap((results) => [...results.keys()]));
				const suspects = suspectRegions(latest);
				expect(suspects.size === 0 || suspects.size < all.size).toBe(true);
			}),
		);
	});
});
