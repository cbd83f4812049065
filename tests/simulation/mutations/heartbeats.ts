import type { Mutation } from "./mutation.ts";

export const HEARTBEATS: Mutation[] = [
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
		name: "a key that was replaced still reports",
		file: "worker/monitoring/watch/slice.ts",
		from: "id === by.monitorId && heartbeat?.keyHash === by.keyHash",
		to: "id === by.monitorId",
	},
	{
		name: "a key that somebody made up wakes a Watch",
		file: "worker/monitoring/heartbeats/routes.ts",
		from: '(await mayExist(c.env, "monitor", monitorId)) &&',
		to: "",
	},
	{
		name: "a beat that is lost on its way is not said again",
		file: "worker/monitoring/heartbeats/routes.ts",
		from: "onceMore(() => watchOf(c.env, slice).hearBeat({ monitorId, keyHash }, beat))",
		to: "watchOf(c.env, slice).hearBeat({ monitorId, keyHash }, beat)",
	},
	{
		name: "a job of another service holds back a resolve",
		file: "worker/incidents/object/recovery-look.ts",
		from: 'one.kind === "heartbeat" && one.serviceId === serviceId',
		to: 'one.kind === "heartbeat"',
	},
	{
		name: "a job that never reported is said not to answer",
		file: "worker/incidents/object/recovery-look.ts",
		from: "results?.map(({ monitorId }) => monitorId) ?? ids",
		to: "ids",
	},
	{
		name: "a ping waits for a database that is silent",
		file: "worker/alerts/heartbeat-pings/routes.ts",
		from: "withTimeout(heartbeatsNamed(env.DB, serviceId, name), DATABASE_TIMEOUT_MS)",
		to: "heartbeatsNamed(env.DB, serviceId, name)",
	},
	{
		name: "a job in a loop reports without end",
		file: "worker/monitoring/heartbeats/routes.ts",
		from: "const BEATS_PER_MINUTE = 600;",
		to: "const BEATS_PER_MINUTE = 600_000;",
	},
	{
		name: "the key stays in what is remembered of a request",
		file: "worker/monitoring/monitors/routes.ts",
		from: "{ secrets: { key }, shows: { url: heartbeatUrl(c, key) } }",
		to: "{ shows: { key, url: heartbeatUrl(c, key) } }",
	},
];
