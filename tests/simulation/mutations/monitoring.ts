import type { Mutation } from "./mutation.ts";

export const MONITORING: Mutation[] = [
	{
		name: "later signals overtake the one that waits",
		file: "worker/monitoring/watch/watch-store.ts",
		from: "body ->> '$.monitorId' = ? ORDER BY id LIMIT 1",
		to: "body ->> '$.monitorId' = ? ORDER BY due_at LIMIT 1",
	},
	{
		name: "a signal that is refused is never offered again",
		file: "worker/monitoring/watch/signal-outbox.ts",
		from: "this.store.deferSignal(id, attempts + 1, Date.now() + waitMs);",
		to: "this.store.removeSignal(id);",
	},
	{
		name: "nobody asks whether somebody is told of a monitor that is down",
		file: "worker/monitoring/watch/watch-object.ts",
		from: "this.askWhoIsTold(), this.tellPublic()",
		to: "this.tellPublic()",
	},
	{
		name: "the public hears of a failing check before anybody is paged for it",
		file: "worker/monitoring/watch/watch-object.ts",
		from: "if (isVerdictNew) await withTimeout(this.outbox.settled(), PAGE_FIRST_MS).catch(() => {});",
		to: "",
	},
	{
		name: "an answer from before a Desk's call lets the Watch rest",
		file: "worker/monitoring/watch/who-is-told.ts",
		from: "if (calls === this.calls) this.rest",
		to: "this.rest",
	},
	{
		name: "a deleted monitor ends nothing",
		file: "worker/monitoring/watch/slice.ts",
		from: 'if (known) this.verdicts.endOutage(known, "the monitor was deleted", now);',
		to: "",
	},
	{
		name: "a pause with an end ends only when something else wakes the Watch",
		file: "worker/monitoring/watch/account.ts",
		from: "if (paused) return pausedUntil ?? null;",
		to: "if (paused) return null;",
	},
	{
		name: "a job that stays silent is found only when something else wakes the Watch",
		file: "worker/monitoring/watch/slice.ts",
		from: "const all = [slotAt, edgeAt, ...looks].filter",
		to: "const all = [slotAt, edgeAt].filter",
	},
	{
		name: "a beat is answered before it is kept",
		file: "worker/monitoring/watch/heartbeats.ts",
		from: "this.store.heard.save(monitorId, heard);",
		to: "setTimeout(() => this.store.heard.save(monitorId, heard), 1_000);",
	},
	{
		name: "a heartbeat that is down is never asked about again",
		file: "worker/monitoring/watch/heartbeats.ts",
		from: "this.keep(watched.monitor.id, { ...this.heardOf(watched.monitor.id), lateAt: now });",
		to: 'this.keep(watched.monitor.id, { ...this.heardOf(watched.monitor.id), lateAt: now });\n\t\t\tif (watched.memory.verdict === "down") continue;',
	},
	{
		name: "planned work hides a silent job for good",
		file: "worker/monitoring/watch/slice.ts",
		from: "if (!covered) this.heartbeats.look(watched, now);",
		to: "",
	},
	{
		name: "the end of a pause ends an outage of a job",
		file: "worker/monitoring/watch/heartbeats.ts",
		from: "startedAt: null, countsFrom: now }",
		to: "startedAt: null, countsFrom: now, lateAt: null }",
	},
	{
		name: "the end of a pause blames a job for the time of the pause",
		file: "worker/monitoring/watch/heartbeats.ts",
		from: "startedAt: null, countsFrom: now }",
		to: "startedAt: null }",
	},
	{
		name: "a clock that was set back hides silence",
		file: "worker/monitoring/watch/heartbeats.ts",
		from: "this.noteClock(watched, now);",
		to: "",
	},
	{
		name: "a batch asks as much as its targets want",
		file: "worker/monitoring/prober/probe-runner.ts",
		from: "const MOST_FETCHES = 40;",
		to: "const MOST_FETCHES = 4_000;",
	},
	{
		name: "what we may not send any more is an outage",
		file: "worker/platform/egress/egress.ts",
		from: "if (isOverBudget(error)) return tooMany();",
		to: "",
	},
];
