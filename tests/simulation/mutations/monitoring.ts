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
		name: "a batch asks as much as its targets want",
		file: "worker/monitoring/prober/probe-runner.ts",
		from: "const MOST_FETCHES = 40;",
		to: "const MOST_FETCHES = 4_000;",
	},
	{
		name: "a host that no connection may be opened to is down",
		file: "worker/platform/egress/tls.ts",
		from: ": await askByHttps(env, request, startedAt)",
		to: ': { ok: false as const, reason: "tls" as const, detail: "", latencyMs }',
	},
	{
		name: "a resolver that fails itself says that the name does",
		file: "worker/platform/egress/dns.ts",
		from: "return ours(why, latencyMs);",
		to: 'return { ok: false, reason: "dns", detail: why, latencyMs };',
	},
	{
		name: "what one resolver says of a name’s servers is believed, whatever the next one knows",
		file: "worker/platform/egress/dns.ts",
		from: 'if (reply !== null && reply.code !== "SERVFAIL") return',
		to: "if (reply !== null) return",
	},
	{
		name: "what we may not send any more is an outage",
		file: "worker/platform/egress/trip.ts",
		from: "if (isOverBudget(error)) return tooMany();",
		to: "",
	},
];
