import { and, eq, sql } from "drizzle-orm";
import type { Bearer } from "../../worker/paging/rules/bearer.ts";
import { users } from "../people/tables.ts";
import { kept } from "../platform/client.ts";
import { contactMethods } from "./tables.ts";

/** Who a page was sent to, as they are now; a method that belongs to somebody else by now is not theirs. By primary keys. */
export async function readBearer(d1: D1Database, userId: string, methodId: string): Promise<Bearer> {
	const [row] = await BEARER(d1).all({ userId, methodId });
	return row ?? { role: null, methodState: null };
}

const BEARER = kept((orm) => {
	const isTheirs = and(
		eq(contactMethods.id, sql.placeholder("methodId")),
		eq(contactMethods.userId, users.id),
	);
	return orm
		.select({ role: users.role, methodState: contactMethods.state })
		.from(users)
		.leftJoin(contactMethods, isTheirs)
		.where(eq(users.id, sql.placeholder("userId")))
		.prepare();
});
