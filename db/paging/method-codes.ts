import { and, eq, gt, sql } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { methodCodes } from "./tables.ts";

export type MethodCode = Pick<
	typeof methodCodes.$inferSelect,
	"methodId" | "codeHash" | "address" | "sentAt" | "expiresAt" | "triesLeft"
>;

/** How often a code may be sent to one method. */
export interface CodeLimits {
	/** Between two of them. */
	pauseMs: number;
	/** `most` within `windowMs` from the first. */
	windowMs: number;
	most: number;
}

/**
 * Keeps a new code in place of the one before, by one statement, so that of two at once one is kept. False: the limits do
 * not let another be sent yet, and the code before still counts.
 */
export async function keepCode(d1: D1Database, code: MethodCode, limits: CodeLimits): Promise<boolean> {
	const { sentAt: now } = code;
	const isNewWindow = sql`${methodCodes.countedFrom} <= ${now - limits.windowMs}`;
	const kept = await open(d1)
		.insert(methodCodes)
		.values({ ...code, countedFrom: now, sends: 1 })
		.onConflictDoUpdate({
			target: methodCodes.methodId,
			set: {
				...code,
				countedFrom: sql`CASE WHEN ${isNewWindow} THEN ${now} ELSE ${methodCodes.countedFrom} END`,
				sends: sql`CASE WHEN ${isNewWindow} THEN 1 ELSE ${methodCodes.sends} + 1 END`,
			},
			setWhere: sql`${methodCodes.sentAt} <= ${now - limits.pauseMs} AND (${isNewWindow} OR ${methodCodes.sends} < ${limits.most})`,
		})
		.returning({ id: methodCodes.methodId });
	return kept.length > 0;
}

/** Takes one try of the code that is valid now, and says what it must be; null when there is none, or no try is left. */
export async function takeTry(
	d1: D1Database,
	methodId: string,
	now: number,
): Promise<{ codeHash: string; address: string } | null> {
	const [row] = await open(d1)
		.update(methodCodes)
		.set({ triesLeft: sql`${methodCodes.triesLeft} - 1` })
		.where(
			and(eq(methodCodes.methodId, methodId), gt(methodCodes.triesLeft, 0), gt(methodCodes.expiresAt, now)),
		)
		.returning({ codeHash: methodCodes.codeHash, address: methodCodes.address });
	return row ?? null;
}

/** Uses the code up: it opens nothing a second time. Its row stays, so that the limits do. */
export async function useUpCode(d1: D1Database, methodId: string): Promise<void> {
	await open(d1).update(methodCodes).set({ triesLeft: 0 }).where(eq(methodCodes.methodId, methodId));
}
