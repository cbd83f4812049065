import { describe, expect, it } from "vitest";
import {
	answeredWords,
	failingMonitors,
	recoveryRows,
} from "../../app/screens/incidents/incident/recovery-rows.ts";
import type { RecoveryNewsWire } from "../../worker/incidents/contract/recovery-news.ts";

const REGIONS = ["weur", "apac"];
const check = (id: string) => ({ id, name: id, serviceId: "svc", regions: REGIONS });
const answer = (monitorId: string, region: string, outcome: "up" | "down") => ({
	...{ monitorId, region, outcome, reason: outcome === "down" ? "status" : null },
	detail: outcome === "down" ? "503 in 20 ms" : "",
});
const news = (
	answers: RecoveryNewsWire["answers"],
	result: RecoveryNewsWire["result"] = null,
): RecoveryNewsWire => ({
	incidentId: "inc_1",
	by: { kind: "user", id: "usr_ana", name: "Ana" },
	startedAt: 1,
	checks: [check("Sign in"), check("Pay"), check("mon_1")],
	answers,
	result,
});
const words = (of: RecoveryNewsWire) => recoveryRows(of).map((row) => row.words);

describe("the lines of a look before a resolve", () => {
	it("are all there before the first answer, and say which waits its turn", () => {
		expect(words(news([]))).toEqual([
			...["checking…", "checking…"],
			...["waits its turn", "waits its turn"],
			...["checking…", "checking…"],
		]);
	});

	it("fill in their places, and the next smoke check has its turn", () => {
		const of = news([answer("Sign in", "weur", "up"), answer("Sign in", "apac", "up")]);
		expect(words(of)).toEqual(["works", "works", "checking…", "checking…", "checking…", "checking…"]);
		expect(recoveryRows(of).map(({ key }) => key)).toEqual(recoveryRows(news([])).map(({ key }) => key));
		expect(answeredWords(of)).toBe("2 of 6 answers");
	});

	it("say that a smoke check was not tried since the time was over", () => {
		const seen = [answer("Sign in", "weur", "up"), answer("Sign in", "apac", "up")];
		const of = { ...news([...seen, answer("mon_1", "weur", "up")], "incomplete"), outOfTime: ["Pay"] };
		expect(words(of).slice(2)).toEqual([
			...["not tried: out of time", "not tried: out of time", "works", "no answer"],
		]);
	});

	it("say that a smoke check was not run after one that failed, and that a region gave no answer", () => {
		const of = news([answer("Sign in", "weur", "down"), answer("mon_1", "weur", "down")], "failing");
		expect(words(of)).toEqual([
			"503 in 20 ms",
			"no answer",
			"not run",
			"not run",
			"503 in 20 ms",
			"no answer",
		]);
		expect(failingMonitors(of)).toEqual([{ id: "mon_1", name: "mon_1" }]);
	});
});
