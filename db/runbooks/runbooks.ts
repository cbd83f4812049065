import { eq } from "drizzle-orm";
import type { FrozenRunbook } from "../../worker/runbooks/rules/runbook.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { runbooks } from "./tables.ts";

export type RunbookRow = typeof runbooks.$inferSelect;

export const runbookRows = repository("runbook", runbooks, {
	owner: { kind: "team", column: runbooks.teamId },
});

/** The runbook as it is now, as an incident keeps it; null when there is no such one. Throws when D1 does not answer. */
export async function readFrozen(d1: D1Database, id: string): Promise<FrozenRunbook | null> {
	const [row] = await open(d1).select().from(runbooks).where(eq(runbooks.id, id)).limit(1);
	if (!row) return null;
	const { version, name, steps } = row;
	return { id, version, name, steps };
}
