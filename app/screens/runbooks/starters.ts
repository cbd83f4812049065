import { MORE_STARTERS } from "./more-starters.ts";
import type { Starter } from "./starter.ts";

/** To begin with: each is complete, and wants the names of your own systems. */
export const STARTERS: readonly Starter[] = [
	{
		name: "Connection pool exhausted",
		about: "No free database connections",
		match: { pattern: "connection pool|pool exhausted|too many connections|remaining connection slots" },
		steps: [
			{
				kind: "check",
				title: "Are the connections used up?",
				text: "Open the database dashboard. Compare connections in use with the maximum.",
				expected: "In use is within 2 of the maximum",
			},
			{
				kind: "command",
				title: "See who holds them",
				text: "Lists the oldest open transactions. It only reads.",
				command:
					'psql "$DATABASE_URL" -c "select pid, state, now() - xact_start as age, left(query, 80) from pg_stat_activity where xact_start is not null order by age desc limit 10"',
				expected: "One query, or one version of the service, many times",
			},
			{
				kind: "decision",
				title: "Did a release go out in the last hour?",
				options: [{ text: "Yes" }, { text: "No", goToStepId: "one-query" }],
			},
			{
				kind: "command",
				title: "Roll back the release",
				command: "kubectl rollout undo deploy/YOUR-SERVICE",
				expected: "Connections in use fall within 2 minutes",
			},
			{
				id: "one-query",
				kind: "command",
				title: "End the transaction that holds the most",
				text: "Use the pid from the list. Its work is rolled back, so make sure that it may be lost.",
				command: 'psql "$DATABASE_URL" -c "select pg_terminate_backend(PID)"',
			},
			{
				kind: "command",
				title: "Restart one instance",
				text: "Frees its connections. If the pool is full again within a minute, don’t restart the others.",
				command: "kubectl delete pod YOUR-POD",
			},
			{
				kind: "check",
				title: "Does it stay free?",
				expected: "For 5 minutes, less than three quarters of the connections are in use",
			},
		],
	},
	{
		name: "Out of memory",
		about: "Processes are killed or restart again and again",
		match: { pattern: "out of memory|oom|memory limit|heap" },
		steps: [
			{
				kind: "command",
				title: "Find what is killed",
				command: "kubectl get pods --sort-by='.status.containerStatuses[0].restartCount' | tail",
				expected: "One service with many restarts, last state OOMKilled",
			},
			{
				kind: "check",
				title: "Look at its memory over the last day",
				text: "A slow rise is a leak. A sudden rise is traffic, or one large request.",
			},
			{
				kind: "decision",
				title: "How did it rise?",
				options: [{ text: "Slowly, since a release" }, { text: "Suddenly", goToStepId: "more-memory" }],
			},
			{
				kind: "command",
				title: "Roll back the release",
				command: "kubectl rollout undo deploy/YOUR-SERVICE",
			},
			{
				id: "more-memory",
				kind: "command",
				title: "Give it more memory for now",
				text: "Note the old limit first. Make sure that the node has room.",
				command: "kubectl set resources deploy/YOUR-SERVICE --limits=memory=2Gi",
			},
			{
				kind: "check",
				title: "Has it stopped restarting?",
				expected: "No restart for 10 minutes, and memory is flat",
			},
		],
	},
	{
		name: "Deployment error",
		about: "Errors since a release",
		match: { pattern: "deploy|release|rollout|crashloop" },
		steps: [
			{
				kind: "check",
				title: "Which release, and when?",
				text: "Compare the time of the first error with the list of releases.",
				expected: "The errors began within minutes of one release",
			},
			{
				kind: "decision",
				title: "Does the release change the database?",
				text: "Look at its migrations before you roll back.",
				options: [{ text: "No" }, { text: "Yes", goToStepId: "ask" }],
			},
			{
				kind: "command",
				title: "Roll back",
				command: "kubectl rollout undo deploy/YOUR-SERVICE && kubectl rollout status deploy/YOUR-SERVICE",
				expected: "All instances run the version before",
			},
			{
				id: "ask",
				kind: "check",
				title: "Ask its author before you undo a migration",
				text: "If they can’t be reached, turn the feature off instead, or fix forward.",
			},
			{
				kind: "check",
				title: "Are the errors gone?",
				expected: "The error rate is as it was before the release, for 5 minutes",
			},
			{ kind: "check", title: "Stop further releases until the cause is known" },
		],
	},
	...MORE_STARTERS,
];
