/** Every guard of the paging path, and how to take it away: a run of the simulator must then turn red. */
export interface Mutation {
	name: string;
	file: string;
	from: string;
	to: string;
	/** A second place, where one is not enough; in another file where it says so. */
	also?: { file?: string; from: string; to: string };
}

export const MUTATIONS: Mutation[] = [
	{
		name: "a request is not asked again whether it may leave",
		file: "worker/incidents/object/escalation-runner.ts",
		from: "const leaving = this.pageThatMayLeave(pageId);",
		to: "const leaving = this.held(pageId)?.page ?? null;",
	},
	{
		name: "an attempt is committed after its request",
		file: "worker/incidents/object/escalation-runner.ts",
		from: "this.store.append([attempting(leaving)], Date.now());\n\t\t\tthis.commitOutcome(pageId, await send());",
		to: "const outcome = await send();\n\t\t\tthis.store.append([attempting(leaving)], Date.now());\n\t\t\tthis.commitOutcome(pageId, outcome);",
	},
	{
		name: "no guard alarm stands while something is done",
		file: "worker/incidents/object/escalation-runner.ts",
		from: "await this.waker.guard(Date.now() + GUARD_MS, Date.now());",
		to: "",
	},
	{
		name: "steps are planned before the wait, and taken after it",
		file: "worker/incidents/object/escalation-runner.ts",
		from: "const next = () => this.due().find(",
		to: "const next = () => planned.find(",
		also: {
			from: "const snapshot = this.store.paging();\n\t\tconst [fresh] =",
			to: "const snapshot = this.store.paging();\n\t\tconst planned = this.due();\n\t\tconst [fresh] =",
		},
	},
	{
		name: "Retry-After shortens the usual back-off",
		file: "worker/incidents/rules/page.ts",
		from: "now + Math.max(backOffMs(attempt), retryAfterMs ?? 0)",
		to: "now + (retryAfterMs ?? backOffMs(attempt))",
	},
	{
		name: "an acknowledgement does not stop the pages of its run",
		file: "worker/incidents/rules/escalation.ts",
		from: "return page.level === 0 && page.run === incident.ladder.run + 1;",
		to: "return true;",
	},
	{
		name: "P4 repeats the pages that were delivered before",
		file: "worker/incidents/rules/escalation.ts",
		from: 'return ruleFor(paging.severityPolicy, incident.severity).page !== "never";',
		to: "return paging !== null && incident !== null;",
	},
	{
		name: "a second request for the next level skips one",
		file: "worker/incidents/rules/hand-on.ts",
		from: "if (ladder.asked) return { events: [] };\n\tconst from = ladder;",
		to: "const from = ladder.asked ?? ladder;",
	},
	{
		name: '"I cannot take it" leaves any level',
		file: "worker/incidents/rules/hand-on.ts",
		from: "return page.round === ladder.round && page.level === ladder.level && !ladder.currentEmpty;",
		to: "return true;",
	},
	{
		name: "a snooze ends a second early",
		file: "worker/incidents/rules/escalation.ts",
		from: "at: incident.snooze.untilAt,",
		to: "at: incident.snooze.untilAt - 1_000,",
	},
	{
		name: "a level waits for nobody",
		file: "worker/incidents/rules/escalation.ts",
		from: "return ladder.pagedAt + seconds(delaySeconds);",
		to: "return ladder.pagedAt + seconds(delaySeconds) / 2;",
	},
	{
		name: "an empty level stops the ladder for its time",
		file: "worker/incidents/rules/escalation.ts",
		from: "if (ladder.currentEmpty || everyPageFailedForGood(incident)) return ladder.pagedAt;",
		to: "",
	},
	{
		name: "later signals overtake the one that waits",
		file: "worker/monitoring/watch/signal-outbox.ts",
		from: "goesOn = first !== null && first.dueAt <= Date.now() && (await this.deliverOne(first));",
		to: "const any = first;\n\t\t\t\tgoesOn = any !== null && (await this.deliverOne(any)) && this.store.firstSignal(monitorId) !== null;\n\t\t\t\tif (any !== null && !goesOn) this.store.removeSignal(any.id);",
	},
	{
		name: "nobody asks whether somebody is told of a monitor that is down",
		file: "worker/monitoring/watch/watch-object.ts",
		from: "this.deliver(), this.askWhoIsTold()",
		to: "this.deliver()",
	},
	{
		name: "a deleted monitor ends nothing",
		file: "worker/monitoring/watch/slice.ts",
		from: 'if (known) this.endOutage(known, "the monitor was deleted", now);',
		to: "",
	},
	{
		name: "a flapping problem pages whenever it likes",
		file: "worker/incidents/rules/flapping.ts",
		from: "return Math.max(at, Math.min(dampedFrom(incident, at), flapping.failsSince + FLAP_WINDOW_MS));",
		to: "return Math.max(at, flapping.failsSince);",
	},
	{
		name: "the projection is told once and never again",
		file: "worker/incidents/object/event-subscribers.ts",
		from: "this.note(name, { seq: progress.seq, failures, retryAt: Date.now() + waitMs });",
		to: "this.note(name, { seq, failures, retryAt: Date.now() + waitMs });",
	},
	{
		name: "subscribers that are being told ring the alarm",
		file: "worker/incidents/object/event-subscribers.ts",
		from: "if (this.running || this.waiting !== null) return Date.now() + GUARD_MS;",
		to: "",
	},
	{
		name: "the vault is waited for before the others know",
		file: "worker/incidents/object/event-subscribers.ts",
		from: 'if (name === "vault" && this.isOver() && !this.allKnow()) continue;',
		to: "",
	},
	{
		name: "an alert is struck off before its incident has it",
		file: "worker/alerts/desk/outbox-dispatcher.ts",
		from: "const receipt = await withTimeout(",
		to: "this.parts.outbox.done(row.id);\n\t\t\tconst receipt = await withTimeout(",
	},
	{
		name: "the public is shown the title",
		file: "worker/incidents/rules/incident-view.ts",
		from: "name: publicName(",
		to: "name: incident.title ?? publicName(",
	},
	{
		name: "what works and is watched pages on",
		file: "worker/incidents/rules/escalation.ts",
		from: 'incident.state !== "triggered" || incident.soak',
		to: 'incident.state !== "triggered"',
	},
	{
		name: "a page from before a watch is repeated during it",
		file: "worker/incidents/rules/ending.ts",
		from: "return soak !== null && (page.level > 0 || page.queuedAt < soak.startedAt);",
		to: "return soak !== null && page.level > 9;",
	},
	{
		name: "a failure during a watch is only noted",
		file: "worker/incidents/object/alert-intake.ts",
		from: "if (incident.soak !== null) return this.begins(alert, alertId, actor, now, RELAPSE);",
		to: "",
	},
	{
		name: "the Desk thinks that what is watched is still on",
		file: "worker/alerts/desk/desk-incidents.ts",
		from: "...(isWatched ? nothingOn(incident) : incident),",
		to: "...(isWatched ? incident : incident),",
	},
	{
		name: "a watch ends with its first look, whatever came meanwhile",
		file: "worker/incidents/rules/soak-end.ts",
		from: 'if (failing.length > 0) return "not yet";',
		to: "",
	},
	{
		name: "the public is told of a resolve that can be taken back",
		file: "worker/incidents/rules/incident-view.ts",
		from: "const resolvedAt = unannounced ? null : incident.resolvedAt;",
		to: "const { resolvedAt } = incident;",
	},
	{
		name: "a resolve is taken back after the public was told",
		file: "worker/incidents/commands/undo-resolve.ts",
		from: "if (!mayUndo(incident, now)) return",
		to: "if (!mayUndo(incident, now) && now < 0) return",
	},
	{
		name: "an incident is settled before the public was told of its end",
		file: "worker/incidents/rules/ending.ts",
		from: 'return incident.state === "resolved" && !awaitsAnnouncement(incident);',
		to: 'return incident.state === "resolved";',
	},
	{
		name: "the heartbeat is sent whatever failed",
		file: "worker/operations/sweep.ts",
		from: "if (brokenParts(failed).length > 0 || !env.HEARTBEAT_URL) return;",
		to: "if (!env.HEARTBEAT_URL) return;",
	},
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
		from: 'if (incident.state === "resolved") return `#',
		to: 'if (incident.state === "resolved" && now < 0) return `#',
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
		file: "worker/incidents/object/event-subscribers.ts",
		from: "await noteFinished(env.DB, endsOfRuns(events));",
		to: "",
	},
];
