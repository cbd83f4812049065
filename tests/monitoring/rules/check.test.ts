import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, statusMatches } from "../../../worker/monitoring/checks/http/judge.ts";
import { judge as judgeTcp } from "../../../worker/monitoring/checks/tcp/judge.ts";
import {
	checkTimeoutMs,
	down,
	type HttpAnswer,
	isOverslept,
} from "../../../worker/monitoring/rules/check.ts";
import { lookUp } from "../../../worker/monitoring/rules/json-path.ts";
import type { Expectation } from "../../../worker/monitoring/rules/monitor.ts";

const EXPECT: Expectation = {
	status: ["200-299"],
	bodyContains: null,
	bodyOmits: null,
	bodyMatches: null,
	json: [],
	headers: {},
	latencyBelowMs: null,
	certificateDaysLeft: null,
};

function answer(more: Partial<HttpAnswer> = {}): HttpAnswer {
	return {
		status: 200,
		header: () => null,
		body: "all is well",
		isCut: false,
		latencyMs: 212,
		...more,
	};
}
const judged = (expectation: Partial<Expectation>, observed = answer()) =>
	judge({ ...EXPECT, ...expectation }, observed);

describe("a time-out that we slept through", () => {
	const failure = (reason: "timeout" | "reset", latencyMs: number) => down(reason, "", latencyMs);

	it.each([
		[failure("timeout", 5_000), false],
		[failure("timeout", 5_500), false],
		[failure("timeout", 5_501), true],
		[failure("reset", 9_000), false],
		[judge(EXPECT, answer({ latencyMs: 9_000 })), false],
	])("says nothing of the target: %o", (judgement, slept) => {
		expect(isOverslept(judgement, 5_000)).toBe(slept);
	});
});

describe("a check", () => {
	it("tells what it saw in one sentence", () => {
		expect(judged({})).toEqual({ outcome: "up", reason: null, detail: "200 in 212 ms", latencyMs: 212 });
		expect(judged({}, answer({ status: 503 }))).toMatchObject({
			outcome: "down",
			reason: "status",
			detail: "503 in 212 ms",
		});
		expect(down("refused", "connection refused", 3)).toEqual({
			outcome: "down",
			...{ reason: "refused", detail: "connection refused", latencyMs: 3 },
		});
		expect(judgeTcp(EXPECT, { latencyMs: 4 })).toMatchObject({
			outcome: "up",
			detail: "connected in 4 ms",
		});
	});

	it("takes any of the expected statuses, ranges included", () => {
		expect(statusMatches(["200-299", "304"], 204)).toBe(true);
		expect(statusMatches(["200-299", "304"], 304)).toBe(true);
		expect(statusMatches(["200-299", "304"], 301)).toBe(false);
		expect(statusMatches([], 200)).toBe(false);
	});

	it.each<[string, Partial<Expectation>, string]>([
		["lacks its text", { bodyContains: "alive" }, "body doesn’t contain the expected text"],
		["has the text of an error", { bodyOmits: "well" }, "body contains forbidden text"],
		["does not match", { bodyMatches: "^all was" }, "body doesn’t match the pattern"],
		["is no JSON", { json: [{ path: "ok", op: "eq", value: true }] }, "body isn’t JSON"],
		["lacks a header", { headers: { "x-shop": "open" } }, "header x-shop doesn’t match"],
	])("is down when the answer %s, and does not quote it", (_, expectation, why) => {
		const judgement = judged(expectation);
		expect(judgement).toMatchObject({ outcome: "down", reason: "body", detail: `200 in 212 ms; ${why}` });
	});

	it("is up when everything expected is there", () => {
		const expectation: Partial<Expectation> = {
			bodyContains: "well",
			bodyOmits: "error",
			bodyMatches: "all (is|was) w.ll$",
			headers: { "x-shop": "open" },
		};
		const header = (name: string) => (name === "x-shop" ? "open" : null);
		expect(judged(expectation, answer({ header })).outcome).toBe("up");
	});

	it("ends before the platform would cut it off", () => {
		expect(checkTimeoutMs(10)).toBe(10_000);
		expect(checkTimeoutMs(60)).toBe(25_000);
	});

	it("is degraded, not down, when it is too slow", () => {
		expect(judged({ latencyBelowMs: 212 })).toMatchObject({
			outcome: "degraded",
			reason: null,
			detail: "200 in 212 ms, slower than 212 ms",
		});
		expect(judged({ latencyBelowMs: 213 }).outcome).toBe("up");
		expect(judged({ latencyBelowMs: 100 }, answer({ status: 500 })).outcome).toBe("down");
	});
});

describe("a value in a JSON answer", () => {
	const body = JSON.stringify({ ok: true, db: { lagMs: 12, "odd key": [null, { id: "a" }] }, list: [1, 2] });
	const holds = (path: string, op: Expectation["json"][number]["op"], value?: unknown) =>
		judged({ json: [{ path, op, value }] }, answer({ body })).outcome === "up";

	it("is found by its path and compared", () => {
		expect(holds("ok", "eq", true)).toBe(true);
		expect(holds("$.ok", "ne", false)).toBe(true);
		expect(holds("db.lagMs", "lt", 13)).toBe(true);
		expect(holds("db.lagMs", "gt", 13)).toBe(false);
		expect(holds('db["odd key"][1].id', "eq", "a")).toBe(true);
		expect(holds("list", "eq", [1, 2])).toBe(true);
		expect(holds('db["odd key"][1].@id', "exists", false)).toBe(true);
		expect(holds("odd name.x", "exists", false)).toBe(true);
		expect(holds("list[1]", "exists")).toBe(true);
		expect(holds("list[2]", "exists")).toBe(false);
		expect(holds("nothing", "exists", false)).toBe(true);
	});

	it("is never compared across kinds", () => {
		expect(holds("db", "lt", 5)).toBe(false);
		expect(holds("nothing", "lt", 5)).toBe(false);
		expect(holds("ok", "gt", 0)).toBe(false);
	});

	it("is only what the document itself says", () => {
		for (const path of ["constructor", "__proto__", "ok.toString", "list.length.constructor"])
			expect(holds(path, "exists")).toBe(false);
		expect(lookUp(JSON.parse('{"__proto__":{"a":1}}'), "__proto__.a")).toBe(1);
	});

	it("can be asked for by any path without harm", () => {
		fc.assert(fc.property(fc.jsonValue(), fc.string(), (document, path) => void lookUp(document, path)));
	});
});
