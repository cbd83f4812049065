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
	{
		name: "a phone that says nothing holds up the person's next method",
		file: "worker/incidents/rules/earlier-methods.ts",
		from: "return isSilent ? silentAt : NEVER;",
		to: "return NEVER;",
	},
	{
		name: "an all-clear is repeated to whoever had it",
		file: "worker/incidents/rules/settled.ts",
		from: "&& !told.has(page.id)",
		to: "",
	},
	{
		name: "an all-clear goes to whoever did it",
		file: "worker/incidents/rules/settled.ts",
		from: "&& !isByThem(page)",
		to: "",
	},
	{
		name: "an all-clear goes where no page came",
		file: "worker/incidents/rules/settled.ts",
		from: "page.acceptedAt !== null && ",
		to: "",
	},
	{
		name: "quiet hours hold a P2",
		file: "worker/incidents/rules/quiet.ts",
		from: 'if (urgency === "high" || !waitsWhileQuiet(severity)) return pages;',
		to: "",
	},
	{
		name: "quiet hours hold nothing",
		file: "worker/people/rules/quiet-hours.ts",
		from: "if (!open) return until > at ? until : null;",
		to: "if (!open || open) return null;",
	},
	{
		name: "a number that was changed answers for the pages of the one before",
		file: "worker/paging/replies/text-routes.ts",
		from: "|| (ownerId !== undefined && ownerId !== method.id)",
		to: "",
	},
	{
		name: "a number of two people acts for both",
		file: "worker/paging/contact-methods/code-routes.ts",
		from: "if (numberHash !== null) await takeFromOther(c, numberHash, row.id);",
		to: "",
	},
	{
		name: "nothing bounds the texts of a night",
		file: "worker/platform/rules/phone-limits.ts",
		from: 'if (sent.person >= PHONE_LIMITS[kind].person) return "person_limit";',
		to: "",
	},
	{
		name: "a text that was not delivered counts as one that may have arrived",
		file: "worker/incidents/rules/evolve-paging.ts",
		from: '(page.state === "queued" || page.state === "accepted")',
		to: 'page.state === "queued"',
	},
	{
		name: "a page waits for as long as the ledger of texts does",
		file: "worker/paging/metering.ts",
		from: "await withTimeout(vaultOf(env).admitPhone(message), TIMEOUT_MS)",
		to: "await withTimeout(vaultOf(env).admitPhone(message), 60_000)",
	},
	{
		name: "a drill opens an alert in the tool that a team is leaving",
		file: "worker/paging/webhooks/send-delivery.ts",
		from: "if (incident.drill) return null;",
		to: "",
	},
	{
		name: "a webhook of another tool is turned on without its key",
		file: "worker/paging/webhooks/routes.ts",
		from: 'if (isOn && (await unseal(c.env, ids.id, before.secret)) === "")',
		to: "if (false)",
	},
];
