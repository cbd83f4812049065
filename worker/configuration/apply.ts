import { giveLease, keepKeys, takeLease } from "../../db/configuration/keys.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import { invalid, problem } from "../platform/http/problems.ts";
import { log } from "../platform/log.ts";
import { newId } from "../platform/vault/ids.ts";
import { readCurrent } from "./current.ts";
import { type Plan, type PlanItem, type PlanWire, planOf } from "./plan.ts";
import { configurationPartOf, type MadeSecret, type PartDone } from "./rpc.ts";
import type { Entry } from "./rules/entry.ts";
import type { Step } from "./rules/steps.ts";
import { LEASE_MS } from "./write-part.ts";

/** A call of our own API asks the database and objects several things; an invocation may ask fifty on the free plan. */
const STEPS_OF_A_PART = 5;
/** The platform lets one invocation call so many others that this stays below. */
const MOST_PARTS = 25;

/** What lets the caller in. */
const CREDENTIALS = ["authorization", "cookie", "origin", "sec-fetch-site"];

/** What people read of a plan. */
export function report(plan: Plan, secrets: PlanWire["secrets"], items: PlanItem[] = plan.items): PlanWire {
	const count = (action: PlanItem["action"]) => items.filter((item) => item.action === action).length;
	const counts = {
		create: count("create"),
		change: count("change"),
		delete: count("delete"),
		unchanged: plan.unchanged,
	};
	const has = (state: PlanItem["state"]) => items.some((item) => item.state === state);
	const state = has("refused")
		? "refused"
		: has("planned")
			? "planned"
			: has("waiting") || has("failed")
				? "incomplete"
				: "done";
	return { state, counts, items, secrets };
}

/** One at a time: two at once would each make what neither found. */
export async function applyPlan(c: AppContext, file: Entry, prune: boolean): Promise<Response> {
	const holder = newId("request");
	const now = Date.now();
	if (!(await takeLease(c.env.DB, holder, now, now + LEASE_MS)))
		return problem(c, "conflict", "Someone else is applying a file right now. Try again in a minute.");
	try {
		const planned = await planOf(c, file, await readCurrent(c.env.DB, now), { prune, now });
		if (!planned.ok) return invalid(c, planned.errors);
		const { plan } = planned;
		if (plan.items.some(({ state }) => state === "refused"))
			return problem(c, "conflict", "Nothing was written: some of it would be refused.", {
				members: { plan: report(plan, []) },
			});
		await keepKeys(c.env.DB, plan.keys);
		return answerOf(c, plan, await write(c, plan, holder));
	} finally {
		await giveLease(c.env.DB, holder);
	}
}

interface Written {
	/** How many steps were done. */
	done: number;
	/** Why the next one was not; null when nothing was refused. */
	failure: string | null;
	secrets: MadeSecret[];
}

/** How far it came, nobody knows: the next plan finds it out. */
const BROKEN: Omit<PartDone, "ids"> = {
	done: 0,
	failure: "The database or a part didn’t respond.",
	secrets: [],
	keys: [],
};

async function write(c: AppContext, { steps }: Plan, holder: string): Promise<Written> {
	const given = CREDENTIALS.flatMap((name) => {
		const value = c.req.header(name);
		return value === undefined ? [] : [[name, value] as const];
	});
	const part = configurationPartOf(c.executionCtx as unknown as { exports: object });
	// The lines of the audit log that come of one file carry the number of one request.
	const headers = { ...Object.fromEntries(given), "x-request-id": c.get("requestId") };
	const origin = new URL(c.req.url).origin;
	const written: Written = { done: 0, failure: null, secrets: [] };
	let ids: Record<string, string> = {};
	for (const own of inParts(steps).slice(0, MOST_PARTS)) {
		const answer = await part.write({ steps: own, ids, headers, origin, holder }).catch((error: unknown) => {
			log("configuration.part_broke_off", { requestId: c.get("requestId"), error });
			return { ...BROKEN, ids };
		});
		ids = answer.ids;
		written.done += answer.done;
		written.failure = answer.failure;
		written.secrets.push(...answer.secrets);
		if (answer.failure !== null) break;
	}
	return written;
}

function inParts(steps: Step[]): Step[][] {
	return Array.from({ length: Math.ceil(steps.length / STEPS_OF_A_PART) }, (_, i) =>
		steps.slice(i * STEPS_OF_A_PART, (i + 1) * STEPS_OF_A_PART),
	);
}

function answerOf(c: AppContext, plan: Plan, { done, failure, secrets }: Written): Response {
	const items = plan.items.map((item, i): PlanItem => {
		const places = plan.steps.flatMap((step, place) => (step.item === i ? [place] : []));
		if (failure !== null && places.includes(done)) return { ...item, state: "failed", reason: failure };
		return { ...item, state: places.every((place) => place < done) ? "done" : "waiting" };
	});
	const told = secrets.map(({ item, ...rest }) => {
		const { section = "", key = "" } = items[item] ?? {};
		return { section, key, ...rest };
	});
	const answer = report(plan, told, items);
	if (failure === null) return c.json(answer);
	const detail = `Stopped at ${plan.items[plan.steps[done]?.item ?? -1]?.name}: ${failure} What is done stays; the same call again goes on from there.`;
	return problem(c, "conflict", detail, { members: { plan: answer } });
}
