import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { integrations } from "../alerts/tables.ts";
import { incidents, replayLinks } from "../incidents/tables.ts";
import { monitors } from "../monitoring/tables.ts";
import { overrides, schedules } from "../oncall/tables.ts";
import { contactMethods, policies, webhooks } from "../paging/tables.ts";
import { pairings, sessions } from "../people/sign-in-tables.ts";
import { teams, tokens, users } from "../people/tables.ts";
import { remediations } from "../remediation/tables.ts";
import { actionItems, reviews, trackers } from "../reviews/tables.ts";
import { components, services } from "../services/tables.ts";

type Table = SQLiteTable & { id: SQLiteColumn };

export interface Place {
	table: Table;
	/** Whose it must be for an address that names both: `users/:userId/contact-methods/:id`. */
	under?: { kind: IdKind; column: SQLiteColumn };
}

/** Where everything lies that an address or another thing may name. */
export const PLACES: Partial<Record<IdKind, Place>> = {
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
	replayLink: { table: replayLinks, under: { kind: "incident", column: replayLinks.incidentId } },
	integration: {
		table: integrations,
		under: { kind: "service", column: integrations.serviceId },
	},
	monitor: { table: monitors },
	component: { table: components },
	webhook: { table: webhooks },
	token: { table: tokens },
	session: { table: sessions, under: { kind: "user", column: sessions.userId } },
	review: { table: reviews },
	actionItem: { table: actionItems },
	remediation: { table: remediations },
	tracker: { table: trackers },
	pairing: { table: pairings, under: { kind: "user", column: pairings.userId } },
};
