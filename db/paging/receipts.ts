import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { kept } from "../platform/client.ts";
import { contactMethods } from "./tables.ts";

/** Keeps the newest receipt of a device; an older one told late changes nothing. */
export async function noteReceipt(
	d1: D1Database,
	methodId: string,
	at: number,
	tookMs: number | null,
): Promise<void> {
	await NOTE(d1).run({ methodId, at, tookMs });
}

const NOTE = kept((orm) => {
	const at = sql.placeholder("at");
	const isNewer = or(isNull(contactMethods.lastReceiptAt), lt(contactMethods.lastReceiptAt, at));
	return orm
		.update(contactMethods)
		.set({ lastReceiptAt: sql`${at}`, lastReceiptMs: sql`${sql.placeholder("tookMs")}` })
		.where(and(eq(contactMethods.id, sql.placeholder("methodId")), isNewer))
		.prepare();
});
