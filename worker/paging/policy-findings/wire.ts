import type { NamedFacts } from "../../../db/paging/finding-facts.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import type { Level } from "../rules/paging-plan.ts";
import { type PolicyFinding, policyFinder } from "../rules/policy-findings.ts";

/** Says of any levels what is wrong with them, as the API answers it. */
export function wireFinder(facts: NamedFacts, now: Instant): (levels: Level[]) => object[] {
	const find = policyFinder(facts, now);
	return (levels) => find({ levels }).map((finding) => findingWire(finding, facts.names));
}

function findingWire(finding: PolicyFinding, names: NamedFacts["names"]): object {
	const named = (id: string) => ({ id, name: names.get(id) ?? "" });
	switch (finding.kind) {
		case "empty_schedule":
			return { kind: finding.kind, schedule: named(finding.scheduleId) };
		case "unreachable_person":
		case "unproven_person":
			return { kind: finding.kind, user: named(finding.userId) };
		default: {
			const { fromAt, untilAt, times, ...what } = finding;
			const when = { fromAt: toWire(fromAt), untilAt: toWire(untilAt), times };
			if (what.kind !== "one_person") return { ...what, ...when };
			const { userId, ...rest } = what;
			return { ...rest, user: named(userId), ...when };
		}
	}
}
