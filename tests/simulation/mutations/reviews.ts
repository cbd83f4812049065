import type { Mutation } from "./mutation.ts";

export const REVIEWS: Mutation[] = [
	{
		name: "a reminder is taken by whoever comes",
		file: "db/platform/outbox.ts",
		from: 'lte(table.claimedUntil, sql.placeholder("now"))',
		to: 'lte(sql`0`, sql.placeholder("now"))',
	},
	{
		name: "one that is asked for by name is taken by whoever comes",
		file: "db/platform/outbox.ts",
		from: "lte(table.claimedUntil, now)",
		to: "lte(sql`0`, now)",
	},
	{
		name: "a reminder that was sent is not struck off",
		file: "worker/reviews/reminders/send-reminders.ts",
		from: 'if (outcome !== "again")',
		to: 'if (outcome === "void")',
	},
	{
		name: "a reminder whose sender was killed is sent for ever",
		file: "worker/reviews/reminders/send-reminders.ts",
		from: 'if (reminder.attempts > MOST_ATTEMPTS) return "not_confirmed";',
		to: "",
	},
	{
		name: "every try of a reminder is another notice",
		file: "worker/reviews/reminders/send-reminders.ts",
		from: "reminder.deadlineAt, reminder.userId].join",
		to: "reminder.deadlineAt, reminder.userId, reminder.attempts].join",
	},
	{
		name: "nobody asks once more whether there is something to remind of",
		file: "worker/paging/notices.ts",
		from: 'if (JSON.stringify(await make()) !== JSON.stringify(notice)) return "again";',
		to: "",
	},
	{
		name: "a reminder tells of what was done before it was sent",
		file: "worker/reviews/reminders/send-reminders.ts",
		from: "isClosed(row.state) || ",
		to: "",
	},
	{
		name: "a reminder goes to phones alone",
		file: "worker/paging/notices.ts",
		from: "return phones.length > 0 ? phones : able;",
		to: "return phones;",
	},
	{
		name: "an issue is not looked for before it is created again",
		file: "worker/reviews/trackers/pursue-issue.ts",
		from: "if (issue.mayExist) {",
		to: "if (false as boolean) {",
	},
	{
		name: "nobody notes that a request to create an issue leaves",
		file: "db/reviews/issues.ts",
		from: ".set({ mayExist: true })\n\t\t.where(and(stillOurs(row), isWanted))",
		to: ".set({ mayExist: row.mayExist })\n\t\t.where(and(stillOurs(row), isWanted))",
	},
	{
		name: "an item of the same incident comes back",
		file: "db/reviews/action-items.ts",
		from: "AND number < ",
		to: "AND number <= ",
	},
];
