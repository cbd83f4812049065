import type { Mutation } from "./mutation.ts";

export const REMEDIATION: Mutation[] = [
	{
		name: "a run starts without being let in by the ledger",
		file: "db/remediation/ledger.ts",
		from: "latestTurn(remediationId)} = ",
		to: "latestTurn(remediationId)} >= ",
	},
	{
		name: "a remediation runs in several incidents at once",
		file: "worker/remediation/rules/remediation.ts",
		from: 'if (others.some((other) => other.finishedAt === null && other.untilAt > now)) return { kind: "busy" };',
		to: "",
	},
	{
		name: "a remediation has no cool-down",
		file: "worker/remediation/rules/remediation.ts",
		from: "cooling(remediation, others, now) ??",
		to: "",
	},
	{
		name: "a remediation runs as often in an hour as it likes",
		file: "worker/remediation/rules/remediation.ts",
		from: "hourly(remediation, others, now) ??",
		to: "",
	},
	{
		name: "a remediation that fails starts by itself again and again",
		file: "worker/remediation/rules/remediation.ts",
		from: "(run.isAutomatic && isFailing(others, now) ?",
		to: "(run.isAutomatic && others.length > 1_000 ?",
	},
	{
		name: "stopped remediations start",
		file: "worker/remediation/rules/remediation.ts",
		from: 'if (ledger.isStopped) return { kind: "stopped" };',
		to: "",
		also: {
			file: "db/remediation/ledger.ts",
			from: "remediations_stopped = 1)",
			to: "remediations_stopped = 2)",
		},
	},
	{
		name: "a stopped run goes on asking",
		file: "worker/incidents/object/remediation-runs.ts",
		from: "if (isStopped || !row) {",
		to: "if (!row) {",
	},
	{
		name: "a run sends after the resolve",
		file: "worker/incidents/rules/remediation-steps.ts",
		from: "if (!run || run.doneAt !== null || isOver(incident, run)) return null;",
		to: "if (!run || run.doneAt !== null) return null;",
		also: {
			from: "if (isOver(incident, run) || run.attempts >= MAX_ATTEMPTS) return end(now);",
			to: "if (run.attempts >= MAX_ATTEMPTS) return end(now);",
		},
	},
	{
		name: "a run starts after the resolve",
		file: "worker/incidents/rules/remediation-run.ts",
		from: 'if (incident.state === "resolved") return `${nameFor',
		to: 'if (incident.state === "resolved" && now < 0) return `${nameFor',
		also: {
			from: 'if (state !== "triggered" || drill',
			to: "if (drill",
		},
	},
	{
		name: "a run of a resolved incident never ends",
		file: "worker/incidents/rules/remediation-steps.ts",
		from: "if (isOver(incident, run) && !isBusy) return [endOfOver(run)];",
		to: "if (isOver(incident, run)) return [];",
	},
	{
		name: "a run asks as often as it likes",
		file: "worker/incidents/rules/remediation-run.ts",
		from: "export const MAX_ATTEMPTS = 3;",
		to: "export const MAX_ATTEMPTS = 30;",
	},
	{
		name: "a request of a run leaves before it is committed",
		file: "worker/incidents/object/remediation-runs.ts",
		from: "this.store.append([sending(run)], now);",
		to: "setTimeout(() => this.store.append([sending(run)], now), 0);",
	},
	{
		name: "a late answer counts",
		file: "worker/incidents/rules/remediation-steps.ts",
		from: "if (!run || run.answered || run.attempts !== attempt || now >= run.deadlineAt) return [];",
		to: "if (!run) return [];",
	},
	{
		name: "a P1 is held",
		file: "worker/incidents/rules/remediation-run.ts",
		from: 'return severity === "P2" || severity === "P3";',
		to: 'return severity !== "P4";',
	},
	{
		name: "a page is held although the run failed",
		file: "worker/incidents/rules/remediation-run.ts",
		from: "const run = goingRun(incident);\n\tif (!run || run.epoch",
		to: "const run = incident.remediationRuns.at(-1);\n\tif (!run || run.epoch",
	},
	{
		name: "a page is not held",
		file: "worker/incidents/rules/escalation.ts",
		from: "heldUntil(incident) ?? 0",
		to: "0",
	},
	{
		name: "a page waits for the ledger as long as that takes",
		file: "worker/incidents/object/remediation-runs.ts",
		from: "const DECIDED_WITHIN_MS = 1_500;",
		to: "const DECIDED_WITHIN_MS = 600_000;",
		also: {
			file: "worker/incidents/object/run-claims.ts",
			from: "const DATABASE_TIMEOUT_MS = 1_500;",
			to: "const DATABASE_TIMEOUT_MS = 600_000;",
		},
	},
	{
		name: "a recovery ends what somebody has acknowledged",
		file: "worker/incidents/rules/remediation-run.ts",
		from: 'const isSame = state === "triggered" && run.epoch',
		to: 'const isSame = state !== "resolved" && run.epoch',
	},
	{
		name: "the ledger never hears of an end",
		file: "worker/incidents/object/projection.ts",
		from: "await noteFinished(env.DB, endsOfRuns(events));",
		to: "",
	},
];
