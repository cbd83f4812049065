/** The shipped Worker, and an incident object whose stored timeline a test may damage. */
import entry from "../../scripts/local/entry.ts";
import { Incident as ShippedIncident } from "../../worker/index.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../scripts/local/entry.ts";

export class Incident extends ShippedIncident {
	async breakTimeline(): Promise<void> {
		this.ctx.storage.sql.exec("UPDATE events SET data = '{not json' WHERE seq = 2");
		await this.ctx.storage.sync();
		this.ctx.abort("damaged by the test");
	}
}

export default {
	...entry,
	async fetch(request, env, ctx) {
		const damaged = /^\/damage\/(inc_\w+)$/.exec(new URL(request.url).pathname)?.[1];
		if (!damaged) return entry.fetch(request, env, ctx);
		const stub = env.INCIDENT.get(env.INCIDENT.idFromName(damaged)) as unknown as Incident;
		await stub.breakTimeline().catch(() => {});
		return new Response("damaged");
	},
} satisfies ExportedHandler<Env>;
