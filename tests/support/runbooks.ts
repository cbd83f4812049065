import type { RunbookCandidate } from "../../worker/paging/rules/paging-plan.ts";
import type { FrozenRunbook, RunbookStep, StepKind } from "../../worker/runbooks/rules/runbook.ts";

/** A step with what its kind must have. */
export function step(id: string, kind: StepKind = "check", more: Partial<RunbookStep> = {}): RunbookStep {
	return {
		...{ id, kind, title: `Step ${id}`, text: "", expected: null },
		command: kind === "command" ? "kubectl get pods" : null,
		options: [],
		remediationId: kind === "remediation" ? "rem_01J00000000000000000000001" : null,
		...more,
	};
}

/** "Did a release go out?": yes leads to the rollback, no to the last check. */
export const POOL: FrozenRunbook = {
	id: "rbk_01J00000000000000000000001",
	version: 7,
	name: "Connection pool exhausted",
	steps: [
		step("look"),
		step("holders", "command"),
		step("release", "decision", {
			options: [
				{ text: "Yes", goToStepId: null },
				{ text: "No", goToStepId: "after" },
			],
		}),
		step("rollback", "remediation"),
		step("after"),
	],
};

export const candidate = (id: string, more: Partial<RunbookCandidate> = {}): RunbookCandidate => ({
	...{ id, listedAt: null, isOfService: false, monitorIds: [], errors: [], pattern: null },
	...more,
});
