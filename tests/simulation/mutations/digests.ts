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
		file: "db/digests/digests.ts",
		from: "db.insert(digests).values(row).onConflictDoNothing()",
		to: "db.insert(digests).values(row).onConflictDoUpdate({ target: [digests.userId, digests.week], set: row })",
		also: {
			from: "(SELECT MAX(week) FROM ",
			to: "(SELECT NULL FROM ",
		},
	},
];
