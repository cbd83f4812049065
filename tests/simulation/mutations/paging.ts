import type { Mutation } from "./mutation.ts";

export const PAGING: Mutation[] = [
	{
		name: "what happened later to an incident overtakes what waits",
		file: "db/paging/webhook-deliveries.ts",
		from: "(d.is_replay OR NOT EXISTS (",
		to: "(1 OR EXISTS (",
	},
	{
		name: "a receiver that accepts nothing for days is called for ever",
		file: "db/paging/webhook-settling.ts",
		from: "now - DISABLED_AFTER_MS",
		to: "now - 9 * DISABLED_AFTER_MS",
	},
	{
		name: "every webhook is told of everything",
		file: "db/paging/webhook-deliveries.ts",
		from: "WHERE e.value = '*' OR e.value = n.value ->> 'type'",
		to: "",
	},
	{
		name: "a new secret ends the old one at once",
		file: "worker/paging/webhooks/send-delivery.ts",
		from: "previousSecret !== null &&",
		to: "previousSecret === null &&",
	},
	{
		name: "nobody looks for a ticket that may be there",
		file: "worker/reviews/tickets/pursue-tickets.ts",
		from: "if (row.mayExist)",
		to: "if (row.mayExist && row.attempts < 0)",
	},
	{
		name: "a severity that is never published is published by an update",
		file: "worker/incidents/commands/update.ts",
		from: "isHeldBack && !incident.published",
		to: "isHeldBack && incident.published",
	},
];
