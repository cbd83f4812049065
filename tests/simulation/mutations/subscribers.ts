import type { Mutation } from "./mutation.ts";

export const SUBSCRIBERS: Mutation[] = [
	{
		name: "a deleted maintenance is told to nobody",
		file: "db/maintenance/maintenances.ts",
		from: "forget: (id) => [cancelStatement(id, Date.now())],",
		to: "",
	},
	{
		name: "a maintenance that was over is told as cancelled when it is deleted",
		file: "db/maintenance/maintenances.ts",
		from: "AND ends_at > ",
		to: "AND 0 < ",
	},
	{
		name: "who follows one incident and everything is told twice",
		file: "worker/subscribers/news-queue.ts",
		from: "AND g.state = 'active'",
		to: "AND g.state = 'none'",
	},
	{
		name: "what was lost on the way to the subscribers is told by nobody",
		file: "worker/status/telling.ts",
		from: "else this.sql.exec(`DELETE FROM telling",
		to: "this.sql.exec(`DELETE FROM telling",
	},
];
