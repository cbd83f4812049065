import { and, eq, sql } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { contactMethods } from "./tables.ts";

/** The sealed address that a method has now; null when there is no such method. */
export async function sealedAddressOf(d1: D1Database, methodId: string): Promise<string | null> {
	const [row] = await open(d1)
		.select({ address: contactMethods.address })
		.from(contactMethods)
		.where(eq(contactMethods.id, methodId));
	return row?.address ?? null;
}

/** Switches a method off, for a reason that its owner reads, while it still has this address; one that has registered again stays on. Twice is once. */
export async function disableContactMethod(
	d1: D1Database,
	methodId: string,
	sealedAddress: string,
	stateReason: string | null = null,
): Promise<void> {
	await open(d1)
		.update(contactMethods)
		.set({
			...{ state: "disabled", stateReason, updatedAt: Date.now() },
			version: sql`${contactMethods.version} + 1`,
		})
		.where(and(eq(contactMethods.id, methodId), eq(contactMethods.address, sealedAddress)));
}
