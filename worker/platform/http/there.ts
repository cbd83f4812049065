import { isStored } from "../../../db/platform/there.ts";
import type { IdKind } from "../rules/id.ts";
import { incidentOf } from "../stubs.ts";
import type { AppContext } from "./app-env.ts";

/** True when everything that an address names is there. What is somebody's own is looked for among the caller's. */
export async function isThere(
	c: AppContext,
	kinds: Record<string, IdKind>,
	ids: Record<string, string>,
): Promise<boolean> {
	const named = Object.entries(kinds).map(([name, kind]) => [kind, ids[name] ?? ""] as const);
	const byKind: Partial<Record<IdKind, string>> = Object.fromEntries(named);
	const actor = c.get("actor");
	if (byKind.user === undefined && actor?.kind === "user" && actor.id !== null) byKind.user = actor.id;
	for (const [kind, id] of named) {
		const found = kind === "incident" ? isIncident(c, id) : isStored(c.env.DB, kind, id, byKind);
		if (!(await found)) return false;
	}
	return true;
}

async function isIncident(c: AppContext, id: string): Promise<boolean> {
	return (await incidentOf(c.env, id).view()) !== null || isStored(c.env.DB, "incident", id, {});
}
