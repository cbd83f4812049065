import { and, eq, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { IdKind } from "../worker/core/id.ts";
import { open } from "./client.ts";
import * as schema from "./schema.ts";
import * as auth from "./schema-auth.ts";

type Table = SQLiteTable & { id: SQLiteColumn };

interface Place {
	table: Table;
	/** Whose it must be for an address that names both: `users/:userId/contact-methods/:id`. */
	under?: { kind: IdKind; column: SQLiteColumn };
}

const PLACES: Partial<Record<IdKind, Place>> = {
	user: { table: schema.users },
	contactMethod: {
		table: schema.contactMethods,
		under: { kind: "user", column: schema.contactMethods.userId },
	},
	team: { table: schema.teams },
	schedule: { table: schema.schedules },
	override: { table: schema.overrides, under: { kind: "schedule", column: schema.overrides.scheduleId } },
	policy: { table: schema.policies },
	service: { table: schema.services },
	incident: { table: schema.incidents },
	integration: {
		table: schema.integrations,
		under: { kind: "service", column: schema.integrations.serviceId },
	},
	monitor: { table: schema.monitors },
	component: { table: schema.components },
	webhook: { table: schema.webhooks },
	token: { table: schema.tokens },
	session: { table: auth.sessions, under: { kind: "user", column: auth.sessions.userId } },
	pairing: { table: auth.pairings, under: { kind: "user", column: auth.pairings.userId } },
};

/** True when there is such a thing, where the other ids say it belongs. By primary key. */
export async function isStored(
	d1: D1Database,
	kind: IdKind,
	id: string,
	others: Partial<Record<IdKind, string>>,
): Promise<boolean> {
	const place = PLACES[kind];
	if (!place) throw new Error(`a ${kind} is not kept in the database`);
	const { table, under } = place;
	const owner = under && others[under.kind];
	const belongs: SQL | undefined = under && owner !== undefined ? eq(under.column, owner) : undefined;
	const found = await open(d1)
		.select({ id: table.id })
		.from(table)
		.where(and(eq(table.id, id), belongs))
		.limit(1);
	return found.length > 0;
}
