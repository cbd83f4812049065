import type { planOut } from "../../../worker/configuration/contract.ts";

export type Plan = (typeof planOut)["_output"];
export type PlanItem = Plan["items"][number];

const ACTS: Record<PlanItem["action"], string> = {
	create: "Create",
	change: "Change",
	delete: "Delete",
	keep: "Keep",
};

const STATES: Record<PlanItem["state"], string | null> = {
	planned: null,
	refused: "Refused",
	done: "Done",
	waiting: "Not yet",
	failed: "Failed",
};

/** "Create", "Delete · Refused". */
export function actWords({ action, state }: PlanItem): string {
	const stands = action === "keep" ? null : STATES[state];
	return stands === null ? ACTS[action] : `${ACTS[action]} · ${stands}`;
}

const LONGEST = 60;

/** What becomes of it: the reason where there is one, each field that changes, else where it stands. */
export function itemWords({ section, key, changes, reason }: PlanItem): string {
	const where = `${section}/${key}`;
	if (reason !== null) return `${where} · ${reason}`;
	const told = changes.map(({ field, from, to }) => `${field}: ${valueWords(from)} → ${valueWords(to)}`);
	return [where, ...told].join(" · ");
}

function valueWords(value: unknown): string {
	if (value === null || value === undefined) return "nothing";
	const words = typeof value === "string" ? value : JSON.stringify(value);
	return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

const TO_DO = { create: "to create", change: "to change", delete: "to delete" };
const DONE = { create: "created", change: "changed", delete: "deleted" };

/** "2 to create, 1 to change, 5 unchanged"; of what was applied "2 created". */
export function countWords({ state, counts }: Plan): string {
	const words = state === "done" ? DONE : TO_DO;
	const acts = (["create", "change", "delete"] as const).filter((act) => counts[act] > 0);
	return [...acts.map((act) => `${counts[act]} ${words[act]}`), `${counts.unchanged} unchanged`].join(", ");
}

/** Something is to do, and all of it can be done. */
export const isReady = (plan: Plan | undefined): boolean =>
	plan?.state === "planned" && plan.items.some(({ action }) => action !== "keep");

export const deletes = ({ items }: Plan): PlanItem[] => items.filter(({ action }) => action === "delete");
