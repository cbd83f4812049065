import { api, type Result } from "../../state/api.ts";
import type { Plan } from "./plan-words.ts";

/** A hundred calls of the API, one after the other. */
const PATIENCE_MS = 120_000;

const sent = (file: string, query: string): Promise<Result<Plan>> =>
	api("POST", `/apply?${query}`, file, {
		headers: { "content-type": "application/yaml" },
		patienceMs: PATIENCE_MS,
	});

const queryOf = (dryRun: boolean, prune: boolean): string => `dryRun=${dryRun}&prune=${prune}`;

/** What the file would lead to. Nothing is written. */
export const planned = (file: string, prune: boolean): Promise<Result<Plan>> =>
	sent(file, queryOf(true, prune));

/** Writes the file. A large one takes several calls: each goes on where the one before stopped. */
export async function applied(file: string, prune: boolean): Promise<Result<Plan>> {
	const before: Plan[] = [];
	for (;;) {
		const answer = await sent(file, queryOf(false, prune));
		if (!answer.ok) return answer;
		before.push(answer.value);
		if (answer.value.state !== "incomplete") return { ok: true, value: together(before) };
	}
}

/** All that was done, and each secret, which is told once. */
function together(plans: Plan[]): Plan {
	const items = plans.flatMap((plan) => plan.items.filter(({ state }) => state !== "waiting"));
	const secrets = plans.flatMap((plan) => plan.secrets ?? []);
	const last = plans[plans.length - 1] as Plan;
	return { ...last, items, secrets };
}
