import type { Mutation } from "./mutation.ts";

export const ALERTS: Mutation[] = [
	{
		name: "an alert is struck off before its incident has it",
		file: "worker/alerts/desk/outbox-dispatcher.ts",
		from: "const receipt = await withTimeout(",
		to: "this.parts.outbox.done(row.id);\n\t\t\tconst receipt = await withTimeout(",
	},
	{
		name: "the Desk thinks that what is watched is still on",
		file: "worker/alerts/desk/desk-incidents.ts",
		from: "...(isWatched ? nothingOn(incident) : incident),",
		to: "...(isWatched ? incident : incident),",
	},
	{
		name: "a signal that was taken counts a second time",
		file: "worker/alerts/desk/desk-object.ts",
		from: "if (seen && signal.order <= seen.signalOrder) {",
		to: "if (seen && signal.order <= 0) {",
	},
];
