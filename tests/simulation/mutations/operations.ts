import type { Mutation } from "./mutation.ts";

export const OPERATIONS: Mutation[] = [
	{
		name: "the heartbeat is sent whatever failed",
		file: "worker/operations/sweep.ts",
		from: "if (brokenParts(failed).length > 0 || !env.HEARTBEAT_URL) return;",
		to: "if (!env.HEARTBEAT_URL) return;",
	},
];
