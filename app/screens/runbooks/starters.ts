import type { FailureReason } from "../../../worker/platform/rules/failure.ts";

interface StarterStep {
	id?: string;
	kind: "check" | "command" | "decision";
	title: string;
	text?: string;
	expected?: string;
	command?: string;
	options?: { text: string; goToStepId?: string }[];
}

export interface Starter {
	name: string;
	about: string;
	match: { pattern?: string; errors?: FailureReason[] };
	steps: StarterStep[];
}

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
	{
		name: "Certificate expiry",
		about: "A certificate expired, or will soon",
		match: { pattern: "certificate|x509|tls|ssl", errors: [] },
		steps: [
			{
				kind: "command",
				title: "See what is served",
				command:
					"echo | openssl s_client -connect YOUR-HOST:443 -servername YOUR-HOST 2>/dev/null | openssl x509 -noout -subject -issuer -dates",
				expected: "notAfter is in the past, or in a few days",
			},
			{
				kind: "decision",
				title: "Is there a newer certificate already?",
				text: "Look where certificates are kept: the renewal may have worked, and the server not have read it.",
				options: [{ text: "Yes", goToStepId: "reload" }, { text: "No" }],
			},
			{
				kind: "command",
				title: "Renew it",
				text: "If it fails, read why: mostly a DNS record or port 80 is not reachable.",
				command: "certbot renew --cert-name YOUR-HOST",
			},
			{
				id: "reload",
				kind: "command",
				title: "Make the server read it",
				command: "nginx -t && nginx -s reload",
			},
			{
				kind: "check",
				title: "Check from outside, and every other name that it covers",
				expected: "The new date, from a device that is not on your network",
			},
			{ kind: "check", title: "Set a check that warns 21 days before" },
		],
	},
	{
		name: "Disk full",
		about: "No space left on a disk",
		match: { pattern: "disk|no space left|enospc|filesystem" },
		steps: [
			{
				kind: "command",
				title: "Which disk?",
				command: "df -h && df -i",
				expected: "One line at 100 %, of space or of inodes",
			},
			{
				kind: "command",
				title: "What is large?",
				command: "du -xh --max-depth=2 /var | sort -h | tail -15",
			},
			{
				kind: "decision",
				title: "What fills it?",
				options: [
					{ text: "Logs" },
					{ text: "Data", goToStepId: "grow" },
					{ text: "Deleted files still open", goToStepId: "open-files" },
				],
			},
			{
				kind: "command",
				title: "Remove old logs",
				text: "Rotated logs alone. Never delete a log that is being written: empty it instead.",
				command: "journalctl --vacuum-size=500M",
			},
			{
				id: "open-files",
				kind: "command",
				title: "Find deleted files that are still open, and restart their process",
				command: "lsof +L1 | sort -k7 -n | tail",
			},
			{
				id: "grow",
				kind: "check",
				title: "Grow the disk",
				text: "Do not delete data at night to make room. A database needs free space to come back.",
			},
			{ kind: "check", title: "Is it below 80 %, and is the service writing again?" },
		],
	},
	{
		name: "Dependency down",
		about: "Something that you call fails or is slow",
		match: { pattern: "upstream|dependency|bad gateway|gateway time" },
		steps: [
			{
				kind: "check",
				title: "Which dependency?",
				text: "Look at the errors by the host that is called. Open that provider’s status page.",
				expected: "Errors or time-outs of one host",
			},
			{
				kind: "decision",
				title: "Whose is it?",
				options: [{ text: "Ours" }, { text: "Another company’s", goToStepId: "switch" }],
			},
			{
				kind: "check",
				title: "Page the team that owns it",
				text: "Add them to this incident, and say what you see: since when, which calls, how many.",
			},
			{
				id: "switch",
				kind: "check",
				title: "Take it out of the way",
				text: "Turn off the feature that needs it, use the fallback, or serve what is cached.",
				expected: "The rest of the service answers as usual",
			},
			{
				kind: "check",
				title: "Tell customers what doesn’t work, and when they hear more",
			},
			{
				kind: "check",
				title: "Turn it on again in steps",
				text: "What waited comes all at once. Watch the queue while you do.",
				expected: "No errors for 10 minutes with all traffic",
			},
		],
	},
	{
		name: "Traffic surge",
		about: "More requests than usual",
		match: { pattern: "traffic|request rate|rate limit|overload|saturat|cpu" },
		steps: [
			{
				kind: "check",
				title: "Is it more, and from where?",
				text: "Compare with the same hour last week. Look at paths, countries and user agents.",
				expected: "Requests are far above the usual",
			},
			{
				kind: "decision",
				title: "Who is it?",
				options: [{ text: "Customers" }, { text: "One client or a bot", goToStepId: "limit" }],
			},
			{
				kind: "command",
				title: "Add instances",
				text: "Make sure that the database can take their connections.",
				command: "kubectl scale deploy/YOUR-SERVICE --replicas=10",
				expected: "New instances are ready, and latency falls",
			},
			{
				id: "limit",
				kind: "check",
				title: "Limit what does not matter",
				text: "Block or slow down the client at the edge. Turn off expensive features: search, reports, exports.",
			},
			{ kind: "check", title: "Cache what can be cached at the edge, if only for a minute" },
			{
				kind: "check",
				title: "Is it over?",
				expected: "Latency is as usual for 15 minutes. Then take the extra instances away",
			},
		],
	},
];
