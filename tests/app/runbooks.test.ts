import { describe, expect, it } from "vitest";
import { asKind, bodyOf, moved, newStep, without } from "../../app/screens/runbooks/edit-draft.ts";
import { handledOf, runbookOf } from "../../app/screens/runbooks/on-incident.ts";
import { STARTERS } from "../../app/screens/runbooks/starters.ts";
import { asTimeline } from "../../worker/incidents/rules/stored-events.ts";
import { refusePattern } from "../../worker/monitoring/rules/pattern.ts";
import { toWire } from "../../worker/platform/rules/time.ts";
import { runbookIn } from "../../worker/runbooks/contract.ts";
import { routeOf } from "../../worker/runbooks/rules/progress.ts";
import { POOL } from "../support/runbooks.ts";
import { Timeline } from "../support/timelines.ts";

const AT = Date.UTC(2099, 0, 5, 3);
const shown = (line: Timeline) =>
	runbookOf(line.events.map((event) => ({ ...asTimeline(event), at: toWire(event.at) })));
const begun = () => new Timeline(AT).add("runbook_attached", AT, { runbook: POOL, reason: "matched" });
const of = { runbookId: POOL.id };

describe("a starter", () => {
	it.each(STARTERS)(
		"is a runbook that the server takes, with a pattern that is searched in time: $name",
		(starter) => {
			const { name, match, steps } = starter;
			const read = runbookIn.parse({ name, match, steps });
			expect(read.steps.length).toBeGreaterThanOrEqual(5);
			expect(refusePattern(match.pattern ?? "")).toBeNull();
			const choices = read.steps.filter(({ kind }) => kind === "decision");
			expect(choices.length).toBeGreaterThan(0);
			for (const { id, options } of choices)
				for (const { text } of options)
					expect(routeOf(read.steps, { [id]: { state: "done", choice: text } }).length).toBeGreaterThan(2);
		},
	);

	it("is there for each of the usual emergencies", () => {
		expect(STARTERS.map(({ name }) => name)).toEqual([
			"Connection pool exhausted",
			"Out of memory",
			"Deployment error",
			"Certificate expiry",
			"Disk full",
			"Dependency down",
			"Traffic surge",
		]);
	});
});

describe("the runbook on an incident", () => {
	it("is read from the timeline that the device keeps, so that it opens in a tunnel", () => {
		const line = begun().step(AT, { ...of, stepId: "look", note: "40 of 40" });
		expect(shown(line)).toMatchObject({
			runbook: { name: POOL.name },
			said: { look: { state: "done", note: "40 of 40" } },
			next: { id: "holders" },
		});
		expect(shown(new Timeline(AT))).toBeNull();
	});

	it("follows decisions, takes words back, and knows nothing of another runbook's steps", () => {
		const line = begun()
			.step(AT, { ...of, stepId: "look" })
			.step(AT, { ...of, stepId: "holders", state: "did-not-work" })
			.step(AT, { ...of, stepId: "release", choice: "No" })
			.step(AT, { runbookId: "rbk_2", stepId: "after" });
		const before = shown(line);
		expect(before?.next?.id).toBe("after");
		expect(before && handledOf(before)).toBe(3);
		line.step(AT, { ...of, stepId: "release", state: "open" });
		expect(shown(line)?.next?.id).toBe("release");
	});

	it("begins anew when the problem is back, and with another runbook", () => {
		const line = begun()
			.step(AT, { ...of, stepId: "look" })
			.resolved(AT)
			.reopened(AT);
		expect(shown(line)?.said).toEqual({});
		line.step(AT, { ...of, stepId: "look" });
		line.add("runbook_attached", AT, { runbook: { ...POOL, id: "rbk_2" }, reason: "chosen" });
		expect(shown(line)).toMatchObject({ runbook: { id: "rbk_2" }, said: {} });
	});
});

describe("editing a runbook", () => {
	it("sends of each step what its kind has, and nothing blank", () => {
		const command = { ...newStep("command", "a"), title: " Restart ", command: " ls ", expected: " " };
		const match = { serviceIds: [], monitorIds: [], errors: [], pattern: "  " };
		const draft = { name: " Pool ", match, teamId: null, steps: [command, asKind(command, "decision")] };
		expect(bodyOf(draft)).toMatchObject({
			name: "Pool",
			match: { pattern: null },
			steps: [
				{ title: "Restart", command: "ls", expected: null, options: [] },
				{ kind: "decision", command: null, options: [{ text: "Yes" }, { text: "No" }] },
			],
		});
	});

	it("moves steps within the list, and lets what led to a removed step lead to the next one", () => {
		const ids = (steps: { id: string }[]) => steps.map(({ id }) => id).join("");
		const steps = ["a", "b", "c"].map((id) => newStep("check", id));
		expect([ids(moved(steps, 0, 1)), ids(moved(steps, 2, 1)), ids(moved(steps, 0, -1))]).toEqual([
			"bac",
			"abc",
			"abc",
		]);
		const left = without(POOL.steps, "after");
		expect(left.flatMap(({ options }) => options.map(({ goToStepId }) => goToStepId))).toEqual([null, null]);
	});
});
