import { and, eq, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { integrations } from "../alerts/tables.ts";
import { incidents } from "../incidents/tables.ts";
import { monitors } from "../monitoring/tables.ts";
import { overrides, schedules } from "../oncall/tables.ts";
import { contactMethods, policies, webhooks } from "../paging/tables.ts";
import { pairings, sessions } from "../people/sign-in-tables.ts";
import { teams, tokens, users } from "../people/tables.ts";
import { components, services } from "../services/tables.ts";
import { open } from "./client.ts";

type Table = SQLiteTable & { id: SQLiteColumn };

interface Place {
	table: Table;
	/** Whose it must be for an address that names both: `users/:userId/contact-methods/:id`. */
	under?: { kind: IdKind; column: SQLiteColumn };
}

const PLACES: Partial<Record<IdKind, Place>> = {
	user: { table: users },
	contactMethod: {
		table: contactMethods,
		under: { kind: "user", column: contactMethods.userId },
	},
	team: { table: teams },
	schedule: { table: schedules },
	override: { table: overrides, under: { kind: "schedule", column: overrides.scheduleId } },
	policy: { table: policies },
	service: { table: services },
	incident: { table: incidents },
	integration: {
		table: integrations,
		under: { kind: "service", column: integrations.serviceId },
	},
	monitor: { table: monitors },
	component: { table: components },
	webhook: { table: webhooks },
	token: { table: tokens },
	session: { table: sessions, under: { kind: "user", column: sessions.userId } },
	pairing: { table: pairings, under: { kind: "user", column: pairings.userId } },
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
