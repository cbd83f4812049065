import type { Mutation } from "./mutation.ts";

export const DIGESTS: Mutation[] = [
	{
		name: "a digest belongs to the day on which it is due",
		file: "worker/digests/rules/digest-week.ts",
		from: "week: new Date(monday)",
		to: "week: new Date(due)",
	},
	{
		name: "a digest is due every seven times 24 hours",
		file: "worker/digests/rules/digest-week.ts",
		from: "at: instantOf(due),",
		to: "at: due - 3_600_000,",
	},
	{
		name: "a digest that was sent is written down anew",
		file: "db/platform/outbox.ts",
		from: ".onConflictDoNothing()",
		to: ".onConflictDoUpdate({ target: identity.map((name) => columns[name]!), set: values(row) })",
		also: {
			file: "db/digests/digests.ts",
			from: "(SELECT MAX(week) FROM ",
			to: "(SELECT NULL FROM ",
		},
	},
];
