import { api, type Failure, type Result } from "../../state/api.ts";
import type { Plan, PlanItem } from "./plan-words.ts";

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

/**
 * Writes the file. A large one takes several calls: each goes on where the one before stopped. `show` gets what was done so
 * far, also when one is refused: the secrets in it are told once.
 */
export async function applied(
	file: string,
	prune: boolean,
	show: (plan: Plan) => void,
): Promise<Result<Plan>> {
	const done: Plan[] = [];
	for (;;) {
		const answer = await sent(file, queryOf(false, prune));
		const plan = answer.ok ? answer.value : planIn(answer);
		if (plan) show(together(done, plan));
		if (!answer.ok || answer.value.state !== "incomplete") return answer;
		done.push(answer.value);
	}
}

/** What a refusal says was done; null when it stopped before that. */
function planIn(failure: Failure): Plan | null {
	return failure.offline ? null : ((failure.problem.body.plan as Plan | undefined) ?? null);
}

function together(before: Plan[], last: Plan): Plan {
	const earlier = before.flatMap(({ items }) => items.filter(({ state }) => state === "done"));
	const secrets = [...before, last].flatMap((plan) => plan.secrets ?? []);
	const items = [...earlier, ...last.items];
	const count = (act: PlanItem["action"]) => items.filter(({ action }) => action === act).length;
	const { unchanged } = (before[0] ?? last).counts;
	const counts = { create: count("create"), change: count("change"), delete: count("delete"), unchanged };
	return { ...last, counts, items, secrets };
}
