import type { Starter } from "./starter.ts";

/** The second half of the starters, those of what stands around a service. */
export const MORE_STARTERS: readonly Starter[] = [
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
				expected: "One line at 100%, of space or of inodes",
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
			{ kind: "check", title: "Is it below 80%, and is the service writing again?" },
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
