import type { Mutation } from "./mutation.ts";

export const DIGESTS: Mutation[] = [
	{
		name: "a digest belongs to the day on which it is due",
		file: "worker/platform/rules/weekly.ts",
		from: "week: new Date(monday)",
		to: "week: new Date(monday + days(day - 1))",
	},
	{
		name: "a digest is due every seven times 24 hours",
		file: "worker/platform/rules/weekly.ts",
		from: "at: firstInstantOf(zone, monday + days(day - 1) + hours(hour)),",
		to: "at: monday + days(day - 1) + hours(hour - 1),",
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
