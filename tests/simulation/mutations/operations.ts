import type { Mutation } from "./mutation.ts";

export const OPERATIONS: Mutation[] = [
	{
		name: "the heartbeat is sent whatever failed",
		file: "worker/operations/sweep.ts",
		from: "if (brokenParts(failed).length > 0 || !env.HEARTBEAT_URL) return;",
		to: "if (!env.HEARTBEAT_URL) return;",
	},
	{
		name: "the tick asks everything by itself",
		file: "worker/operations/parts.ts",
		from: "if (ids.length <= MOST_HERE) return",
		to: "if (ids.length <= 9_999) return",
	},
	{
		name: "the tick looks at everything that was ever resolved",
		file: "db/reviews/reviews.ts",
		from: "sql`+$",
		to: "sql`$",
	},
];
