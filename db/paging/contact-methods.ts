import { and, eq, type SQL } from "drizzle-orm";
import type { MethodState } from "../../worker/paging/rules/paging-plan.ts";
import type { MethodKind } from "../../worker/people/rules/person.ts";
import type { Stored } from "../../worker/platform/contract/stored.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { contactMethods } from "./tables.ts";

export interface ContactMethodRow extends Stored {
	userId: string;
	kind: MethodKind;
	name: string;
	state: MethodState;
	/** Sealed. */
	address: string;
	endpointHash: string | null;
	lastReceiptAt?: number | null;
	lastReceiptMs?: number | null;
}

export const contactMethodRows = repository<ContactMethodRow>(contactMethods);

export const ofUser = (userId: string): SQL => eq(contactMethods.userId, userId);

/** The method that has this push endpoint, whoever's it is. */
export async function methodOfEndpoint(
	d1: D1Database,
	endpointHash: string,
): Promise<ContactMethodRow | null> {
	const [row] = await open(d1)
		.select()
		.from(contactMethods)
		.where(and(eq(contactMethods.endpointHash, endpointHash)))
		.limit(1);
	return row ?? null;
}

/** Every method of a person, oldest first. */
export async function methodsOfUser(d1: D1Database, userId: string): Promise<ContactMethodRow[]> {
	return open(d1).select().from(contactMethods).where(ofUser(userId)).orderBy(contactMethods.id);
}
