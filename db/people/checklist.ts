import { and, eq, isNotNull } from "drizzle-orm";
import { monitors } from "../monitoring/tables.ts";
import { contactMethods } from "../paging/tables.ts";
import { open } from "../platform/client.ts";

/** What has been done of what it takes until a page reaches this person: something watched, a phone, a proof. */
export async function setUpOf(
	d1: D1Database,
	userId: string,
): Promise<{ monitor: boolean; phone: boolean; tested: boolean }> {
	const db = open(d1);
	const isOwnPhone = and(
		eq(contactMethods.userId, userId),
		eq(contactMethods.kind, "push"),
		eq(contactMethods.state, "active"),
	);
	const [watched, phones, proven] = await db.batch([
		db.select({ id: monitors.id }).from(monitors).limit(1),
		db.select({ id: contactMethods.id }).from(contactMethods).where(isOwnPhone).limit(1),
		db
			.select({ id: contactMethods.id })
			.from(contactMethods)
			.where(and(isOwnPhone, isNotNull(contactMethods.lastReceiptAt)))
			.limit(1),
	]);
	return { monitor: watched.length > 0, phone: phones.length > 0, tested: proven.length > 0 };
}
