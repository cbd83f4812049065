import { ID_PREFIXES } from "../../worker/platform/rules/id.ts";
import { failureWords, type Result } from "./api.ts";
import { listOfNames } from "./words.ts";

const NOUNS: Partial<Record<keyof typeof ID_PREFIXES, [string, string]>> = {
	policy: ["an escalation policy", "escalation policies"],
	schedule: ["a schedule", "schedules"],
	team: ["a team", "teams"],
	service: ["a service", "services"],
	monitor: ["a monitor", "monitors"],
	integration: ["an integration", "integrations"],
	user: ["a person’s rules", "people’s rules"],
	runbook: ["a runbook", "runbooks"],
	override: ["an override", "overrides"],
};

/** Why something cannot go, with its referrers in words: "A monitor and an integration still need it." */
export function inUseWords(failure: Exclude<Result<unknown>, { ok: true }>): string {
	if (failure.offline || failure.problem.slug !== "in-use") return failureWords(failure);
	const referrers = failure.problem.body.referrers;
	const ids = Array.isArray(referrers) ? referrers.filter((id) => typeof id === "string") : [];
	const names = Object.entries(NOUNS).flatMap(([kind, [one, many]]) => {
		const prefix = `${ID_PREFIXES[kind as keyof typeof ID_PREFIXES]}_`;
		const count = ids.filter((id) => id.startsWith(prefix)).length;
		return count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];
	});
	if (names.length === 0) return "An open incident still needs it. Try again once it is resolved.";
	const list = listOfNames(names);
	const need = ids.length === 1 ? "needs" : "need";
	return `${list[0]?.toUpperCase()}${list.slice(1)} still ${need} it. Change that first.`;
}
