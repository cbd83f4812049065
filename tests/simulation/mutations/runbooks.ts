import type { Mutation } from "./mutation.ts";

export const RUNBOOKS: Mutation[] = [
	{
		name: "a runbook that fits comes in place of the one that a person chose",
		file: "worker/incidents/rules/runbook.ts",
		from: '(reason === "matched" && (attached !== null || state === "resolved"))',
		to: '(reason === "matched" && state === "resolved")',
	},
	{
		name: "attaching what is attached already takes back what was said of its steps",
		file: "worker/incidents/rules/runbook.ts",
		from: "if (isSame ||",
		to: "if (",
	},
	{
		name: "a resolved incident still looks for its runbook",
		file: "worker/incidents/rules/runbook.ts",
		from: 'incident.state === "resolved" || incident.source.kind === "test"',
		to: 'incident.source.kind === "test"',
		also: {
			from: '(reason === "matched" && (attached !== null || state === "resolved"))',
			to: '(reason === "matched" && attached !== null)',
		},
	},
	{
		name: "a database that does not answer is asked for a runbook once",
		file: "worker/incidents/object/runbook-attachment.ts",
		from: "this.failures++;",
		to: "this.gone.add(runbookId);",
	},
	{
		name: "a tap that comes twice is told twice",
		file: "worker/incidents/commands/runbook-step.ts",
		from: "return NOTHING;",
		to: "void NOTHING;",
	},
];
