import { describe, expect, it } from "vitest";
import {
	judgeByQuorum,
	judgeRecovery,
	monitorOfSmokeCheck,
} from "../../../worker/incidents/rules/recovery.ts";
import type { CheckResult } from "../../../worker/monitoring/rules/monitor.ts";
import type { Region } from "../../../worker/platform/rules/region.ts";

const saw = (monitorId: string, outcome: CheckResult["outcome"], region: Region = "weur"): CheckResult => ({
	monitorId,
	region,
	at: 0,
	latencyMs: 5,
	outcome,
	reason: outcome === "down" ? "status" : null,
	detail: "",
});
const judged = (wanted: string[], results: CheckResult[], isAllKnown = true) =>
	judgeRecovery({ wanted, results, isAllKnown });

describe("what is said of a service before Ana resolves", () => {
	it.each<[string, string[], CheckResult[], string]>([
		["everything answers well", ["a", "b"], [saw("a", "up"), saw("b", "degraded")], "recovered"],
		["one region of one check fails", ["a"], [saw("a", "up"), saw("a", "down", "apac")], "failing"],
		["one fails and one gives no answer", ["a", "b"], [saw("a", "down")], "failing"],
		["one gives no answer", ["a", "b"], [saw("a", "up")], "incomplete"],
		["none gives an answer", ["a"], [], "incomplete"],
		["one region is silent, another is not", ["a"], [saw("a", "up", "enam")], "recovered"],
		["there is nothing to check", [], [], "nothing_to_check"],
	])("is the truth when %s", (_, wanted, results, result) => {
		expect(judged(wanted, results).result).toBe(result);
	});

	it("names what gave no answer", () => {
		expect(judged(["a", "b"], [saw("a", "up")]).unanswered).toEqual(["b"]);
	});

	it("tells a smoke check that was not run from one that gave no answer", () => {
		const look = { wanted: ["a", "b", "c"], results: [saw("a", "down")], isAllKnown: true, notRun: ["b"] };
		expect(judgeRecovery(look)).toMatchObject({ result: "failing", unanswered: ["c"], notRun: ["b"] });
	});

	it("names smoke checks that had no turn in time, apart from those that gave no answer, and is no proof", () => {
		const look = { wanted: ["a", "b"], results: [saw("a", "up")], isAllKnown: true, outOfTime: ["b"] };
		const { result, unanswered, outOfTime } = judgeRecovery(look);
		expect({ result, unanswered, outOfTime }).toEqual({
			...{ result: "incomplete", unanswered: [], outOfTime: ["b"] },
		});
	});

	it("keeps in words what failed, and nothing of what works", () => {
		const results = [
			{ ...saw("a", "down"), detail: "503 in 20 ms" },
			{ ...saw("b", "up"), detail: "200" },
		];
		const { evidence } = judged(["a", "b"], results);
		expect(evidence.map(({ detail }) => detail)).toEqual(["503 in 20 ms", undefined]);
	});

	it("is never that all is well while it is unknown what there is to check", () => {
		expect(judged([], [], false).result).toBe("incomplete");
		expect(judged([], [saw("a", "up")], false).result).toBe("incomplete");
		expect(judged([], [saw("a", "down")], false).result).toBe("failing");
	});
});

describe("a smoke check", () => {
	const check = {
		name: "Pay",
		request: { url: "https://shop.example", method: "GET", headers: {}, body: null },
		expect: {
			...{ status: ["200"], bodyContains: null, bodyOmits: null, bodyMatches: null, json: [], headers: {} },
			...{ latencyBelowMs: null, certificateDaysLeft: null },
		},
	};

	it("has its own time-out, and 10 s where it was saved before there was a choice", () => {
		expect(monitorOfSmokeCheck({ ...check, timeoutSeconds: 4 }, "svc").timeoutSeconds).toBe(4);
		expect(monitorOfSmokeCheck(check, "svc").timeoutSeconds).toBe(10);
	});
});

describe("what is said when nobody looks at the evidence", () => {
	const check = monitorOfSmokeCheck(
		{
			name: "a",
			request: { url: "https://shop.example", method: "GET", headers: {}, body: null },
			expect: {
				status: ["200"],
				bodyContains: null,
				bodyOmits: null,
				bodyMatches: null,
				json: [],
				headers: {},
				latencyBelowMs: null,
				certificateDaysLeft: null,
			},
		},
		"svc",
	);
	const byQuorum = (results: CheckResult[]) =>
		judgeByQuorum({ wanted: ["a"], results, isAllKnown: true }, [check]);

	it("is that it fails once a quorum of regions says so, and not before", () => {
		expect(byQuorum([saw("a", "down"), saw("a", "up", "enam")])).toMatchObject({
			result: "recovered",
			failing: [],
		});
		expect(byQuorum([saw("a", "down"), saw("a", "down", "enam"), saw("a", "up", "apac")])).toMatchObject({
			result: "failing",
			failing: ["a"],
		});
	});

	it("is that a job fails once it says so itself: no region has to agree", () => {
		const heartbeat = { ...check, kind: "heartbeat" as const };
		const late = [{ ...saw("a", "down"), region: null, reason: "late" as const }];
		expect(judgeByQuorum({ wanted: ["a"], results: late, isAllKnown: true }, [heartbeat])).toMatchObject({
			result: "failing",
			failing: ["a"],
		});
	});
});
