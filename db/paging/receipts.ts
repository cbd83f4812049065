import { and, eq, isNull, lt, or } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { contactMethods } from "./tables.ts";

/** Keeps the newest receipt of a device; an older one told late changes nothing. */
export async function noteReceipt(
	d1: D1Database,
	methodId: string,
	at: number,
	tookMs: number | null,
): Promise<void> {
	const isNewer = or(isNull(contactMethods.lastReceiptAt), lt(contactMethods.lastReceiptAt, at));
	await open(d1)
		.update(contactMethods)
		.set({ lastReceiptAt: at, lastReceiptMs: tookMs })
		.where(and(eq(contactMethods.id, methodId), isNewer));
}
