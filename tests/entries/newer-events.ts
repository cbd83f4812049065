/** The shipped Worker, and an incident object into which a test writes what only a newer version would write. */
import entry from "../../scripts/local/entry.ts";
import { Incident as ShippedIncident } from "../../worker/index.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../scripts/local/entry.ts";

const INSERT = `INSERT INTO events (seq, type, at, actor, data)
SELECT MAX(seq) + 1, 'war_room_opened', ?, '{"kind":"user","id":"usr_1","name":"Ana"}', '{"v":1,"room":"blue"}' FROM events`;

export class Incident extends ShippedIncident {
	/** As a newer version does, and is then rolled back. */
	async writeNewer(): Promise<void> {
		this.ctx.storage.sql.exec(INSERT, Date.now());
		await this.ctx.storage.sync();
		this.ctx.abort("rolled back by the test");
	}

	/** Its storage is lost; the database still has its projection. */
	async lose(): Promise<void> {
		await this.ctx.storage.deleteAll();
		this.ctx.abort("lost by the test");
	}
}

export default {
	...entry,
	async fetch(request, env, ctx) {
		const [, act, id] = /^\/(newer|lose)\/(inc_\w+)$/.exec(new URL(request.url).pathname) ?? [];
		if (!id) return entry.fetch(request, env, ctx);
		const stub = env.INCIDENT.get(env.INCIDENT.idFromName(id)) as unknown as Incident;
		await (act === "newer" ? stub.writeNewer() : stub.lose()).catch(() => {});
		return new Response("done");
	},
} satisfies ExportedHandler<Env>;
