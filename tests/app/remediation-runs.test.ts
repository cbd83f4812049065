import { describe, expect, it } from "vitest";
import { endWords, runsOf } from "../../app/screens/remediation/runs.ts";
import { timelineLines } from "../../app/state/timeline-text.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";

const ANA = { kind: "user" as const, id: "usr_ana", name: "Ana" };
const SYSTEM = { kind: "system" as const, id: null, name: "Tocsin" };
const REF = { runId: "run_1", remediationId: "rem_1", name: "Restart" };
let seq = 0;
const event = (type: string, data: object, actor: TimelineEvent["actor"] = SYSTEM): TimelineEvent => ({
	seq: ++seq,
	type: type as TimelineEvent["type"],
	at: "2099-01-05T03:00:00.000Z",
	actor,
	data: { ...REF, ...data },
});
const started = event("remediation_started", { automatic: false, holdsPagesUntilAt: null }, ANA);
const done = event("remediation_answered", { outcome: "done", retryAt: null });
const ended = (result: string, more: object = {}) =>
	event("remediation_finished", { result, reason: null, message: null, ...more });

describe("the runs that an incident shows", () => {
	it("are going, checked, and over", () => {
		expect(runsOf([started])).toMatchObject([{ by: "Ana", isChecking: false, result: null }]);
		expect(runsOf([started, done])).toMatchObject([{ isChecking: true, result: null }]);
		expect(runsOf([started, done, ended("recovered")])).toMatchObject([{ result: "recovered" }]);
	});

	it("are those of this episode alone", () => {
		expect(runsOf([started, ended("failed"), event("reopened", {})])).toEqual([]);
	});

	it("say what became of them, in the receiver's words where there are some", () => {
		const end = (result: string, more?: object) => endWords(runsOf([started, ended(result, more)])[0]!);
		expect(end("recovered")).toBe("It worked: all checks pass");
		expect(end("failed", { message: "no such container" })).toBe("It failed. no such container");
		expect(end("late", { reason: "The receiver did not answer in time." })).toBe(
			"It failed. The receiver did not answer in time",
		);
	});

	it("are told on the timeline, without their single requests", () => {
		const attempted = event("remediation_attempted", { attempt: 1 });
		const held = event("remediation_started", {
			automatic: true,
			holdsPagesUntilAt: "2099-01-05T03:01:00.000Z",
		});
		const lines = (events: TimelineEvent[]) => timelineLines(events, { zone: "UTC" });
		expect(lines([started, attempted, done, ended("failed", { message: "no" })])).toMatchObject([
			{ text: "Ana started Restart", tone: "person" },
			{ text: "Restart failed", tone: "down", quote: "no" },
		]);
		expect(lines([held])[0]!.text).toBe("Restart started by itself. The page waits for it until 03:01:00");
	});
});
