import { describe, expect, it } from "vitest";
import { runbookIn, runbookPatch } from "../../../worker/runbooks/contract.ts";

const check = { kind: "check", title: "Are the connections used up?" };
const ask = (options: object[]) => ({ kind: "decision", title: "Did a release go out?", options });
const refusal = (steps: object[], more: object = {}) => {
	const read = runbookIn.safeParse({ name: "Pool", steps, ...more });
	return read.success ? null : `${read.error.issues[0]?.path.join("/")}: ${read.error.issues[0]?.message}`;
};

describe("a runbook", () => {
	it("calls its steps after their place, unless its author calls them something", () => {
		const read = runbookIn.parse({ name: "Pool", steps: [check, { ...check, id: "after" }, check] });
		expect(read.steps.map(({ id }) => id)).toEqual(["step-1", "after", "step-3"]);
		expect(read.match).toEqual({ serviceIds: [], monitorIds: [], errors: [], pattern: null });
	});

	it("has at least one step, and each kind has what it needs and nothing of another", () => {
		expect(refusal([])).toMatch(/^steps: must have at least one step/);
		expect(refusal([{ kind: "command", title: "Restart" }])).toMatch(/^steps\/0\/command: must be there/);
		expect(refusal([{ ...check, command: "ls" }])).toMatch(/^steps\/0\/command: belongs to a command alone/);
		expect(refusal([{ kind: "remediation", title: "Roll back" }])).toMatch(
			/^steps\/0\/remediationId: must be/,
		);
		expect(refusal([ask([{ text: "Yes" }])])).toMatch(/^steps\/0\/options: must have at least two/);
		expect(refusal([{ ...check, options: [{ text: "Yes" }] }])).toMatch(/options: belongs to a decision/);
	});

	it("leads forward alone, so that nobody walks in a circle at night", () => {
		const to = (goToStepId: string) =>
			refusal([check, ask([{ text: "Yes" }, { text: "No", goToStepId }]), check]);
		expect(to("step-3")).toBeNull();
		for (const place of ["step-1", "step-2", "step-9"])
			expect(to(place)).toMatch(/^steps\/1\/options\/1\/goToStepId: must be the id of a later step/);
		expect(
			refusal([
				{ ...check, id: "a" },
				{ ...check, id: "a" },
			]),
		).toMatch(/^steps\/1\/id/);
	});

	it("stays so short that every phone can keep it", () => {
		const long = { ...check, text: "x".repeat(3_900) };
		expect(refusal([long, long, long])).toBeNull();
		expect(refusal([long, long, long, long, long])).toMatch(/^steps: must have at most 16,000 characters/);
		expect(refusal(Array.from({ length: 31 }, () => check))).not.toBeNull();
	});

	it("takes no pattern that cannot be searched in time", () => {
		const withPattern = (pattern: string) => refusal([check], { match: { pattern } });
		expect(withPattern("pool|connection")).toBeNull();
		for (const pattern of ["(?=a)", "[", "", "(a)\\1"])
			expect(withPattern(pattern)).toMatch(/^match\/pattern/);
		expect(refusal([check], { match: { errors: ["tls", "timeout"] } })).toBeNull();
		expect(refusal([check], { match: { errors: ["flood"] } })).toMatch(/^match\/errors/);
	});

	it("is edited by what was read of it", () => {
		const read = runbookIn.parse({ name: "Pool", steps: [check, ask([{ text: "Yes" }, { text: "No" }])] });
		expect(runbookPatch.parse({ match: read.match, steps: read.steps })).toEqual({
			match: read.match,
			steps: read.steps,
		});
	});
});
