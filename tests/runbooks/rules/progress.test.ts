import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextStep, routeOf, type StepWord } from "../../../worker/runbooks/rules/progress.ts";
import type { RunbookStep } from "../../../worker/runbooks/rules/runbook.ts";
import { POOL, step } from "../../support/runbooks.ts";

const done = (choice: string | null = null): StepWord => ({ state: "done", choice });
const ids = (steps: RunbookStep[]) => steps.map(({ id }) => id);

describe("the way through a runbook", () => {
	it("is every step while no decision is made", () => {
		expect(ids(routeOf(POOL.steps, {}))).toEqual(["look", "holders", "release", "rollback", "after"]);
		expect(nextStep(POOL.steps, {})?.id).toBe("look");
	});

	it("follows the choice, and leaves out what it passes over", () => {
		const before = { look: done(), holders: done() };
		expect(nextStep(POOL.steps, before)?.id).toBe("release");
		expect(nextStep(POOL.steps, { ...before, release: done("Yes") })?.id).toBe("rollback");
		const passed = { ...before, release: done("No") };
		expect(ids(routeOf(POOL.steps, passed))).toEqual(["look", "holders", "release", "after"]);
		expect(nextStep(POOL.steps, passed)?.id).toBe("after");
	});

	it("goes on to the step that follows when a decision is skipped or did not work", () => {
		const said = { look: done(), holders: done(), release: { state: "skipped" as const, choice: null } };
		expect(nextStep(POOL.steps, said)?.id).toBe("rollback");
	});

	it("shows what somebody did although the way went past it", () => {
		const said = { look: done(), holders: done(), release: done("No"), rollback: done() };
		expect(ids(routeOf(POOL.steps, said))).toContain("rollback");
	});

	it("is over when each step on it has been dealt with", () => {
		const said = { look: done(), holders: done(), release: done("No"), after: done() };
		expect(nextStep(POOL.steps, said)).toBeNull();
	});

	it("ends after as many words as there are steps, whichever way the decisions lead", () => {
		const kinds = fc.array(fc.record({ isDecision: fc.boolean(), jump: fc.nat(9), takes: fc.nat(1) }), {
			minLength: 1,
			maxLength: 12,
		});
		fc.assert(
			fc.property(kinds, (drawn) => {
				const steps = drawn.map(({ isDecision, jump }, at) => {
					const to = Math.min(at + 1 + jump, drawn.length - 1);
					const options = [
						{ text: "0", goToStepId: null },
						{ text: "1", goToStepId: to > at ? String(to) : null },
					];
					return isDecision ? step(String(at), "decision", { options }) : step(String(at));
				});
				const said: Record<string, StepWord> = {};
				let words = 0;
				for (let next = nextStep(steps, said); next; next = nextStep(steps, said)) {
					said[next.id] = done(next.kind === "decision" ? String(drawn[Number(next.id)]?.takes) : null);
					words++;
					expect(words).toBeLessThanOrEqual(steps.length);
				}
				expect(ids(routeOf(steps, said))).toEqual(steps.map(({ id }) => id).filter((id) => said[id]));
			}),
		);
	});
});
