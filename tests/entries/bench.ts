/** The shipped code without D1, KV and assets around it, to be measured by `npm run bench` on bare workerd. */
import { gzipSync } from "node:zlib";
import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { runCheck } from "../../worker/monitoring/checks/run-check.ts";
import type { Monitor } from "../../worker/monitoring/rules/monitor.ts";
import { Batch } from "../../worker/monitoring/watch/batch.ts";
import { MAX_BATCH } from "../../worker/monitoring/watch/rpc.ts";
import { NO_ACCOUNTS } from "../../worker/paging/channels/accounts.ts";
import type { PushSubscription } from "../../worker/paging/channels/channel.ts";
import { push } from "../../worker/paging/channels/push/channel.ts";
import type { PageMessage } from "../../worker/paging/rules/payload.ts";
import { readyAsk } from "../../worker/paging/sending/ready-ask.ts";
import type { Env } from "../../worker/platform/env.ts";
import { publicationOf } from "../../worker/platform/stubs.ts";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { StatusPage } from "../../worker/status/page.tsx";
import { publicRoutes } from "../../worker/status/routes.tsx";
import { publicView } from "../../worker/status/rules/status.ts";

export * from "../../worker/index.ts";
export { Vault } from "../../worker/platform/vault/vault-object.ts";
export { Publication } from "../../worker/status/publication-object.ts";

type Shown = { components: PublicComponent[]; incidents: PublicIncident[] };
let shown: Shown = { components: [], incidents: [] };

export default {
	async fetch(request, env, ctx) {
		switch (new URL(request.url).pathname) {
			case "/bench/empty":
				return new Response("ok");
			case "/bench/checks":
				return Response.json(await checks(env, await request.json()));
			case "/bench/pushes":
				return Response.json(await pushes(env, await request.json()));
			case "/bench/show":
				return Response.json(await show(env, await request.json()));
			case "/bench/rendered":
				return rendered();
			default:
				return publicRoutes.fetch(request, env, ctx);
		}
	},
} satisfies ExportedHandler<Env>;

/** Batch after batch, as a region's prober runs them. */
async function checks(env: Env, { monitor, count }: { monitor: Monitor; count: number }) {
	const outcomes: Record<string, number> = {};
	for (let done = 0; done < count; done += MAX_BATCH) {
		const monitors = Array.from({ length: Math.min(MAX_BATCH, count - done) }, () => monitor);
		const batch = new Batch(monitors, {
			run: (one) => runCheck(env, one, "weur"),
			remaining: () => Number.POSITIVE_INFINITY,
			report: async (results) => {
				for (const { outcome } of results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
			},
			spill: async () => {},
		});
		await batch.finish();
	}
	return outcomes;
}

const LANES = 6;

/** Encrypts and sends `count` pages to the subscriptions in turn, six under way at once. */
async function pushes(
	env: Env,
	{
		subscriptions,
		message,
		count,
	}: { subscriptions: PushSubscription[]; message: PageMessage; count: number },
) {
	const outcomes: Record<string, number> = {};
	let next = 0;
	const lane = async () => {
		for (let n = next++; n < count; n = next++) {
			const subscription = subscriptions[n % subscriptions.length];
			if (!subscription) return;
			const ask = push.page(subscription, message, NO_ACCOUNTS);
			if (!ask) throw new Error("push needs no account");
			const { kind } = await (await readyAsk(env, ask))();
			outcomes[kind] = (outcomes[kind] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	return outcomes;
}

/** What the status page is to tell from now on. */
async function show(env: Env, content: Shown) {
	shown = content;
	const publication = publicationOf(env);
	await publication.setParts({ components: content.components, places: {}, maintenances: [] });
	for (const incident of content.incidents) await publication.upsert(incident);
	return { shown: content.components.length };
}

/** The page made from nothing, as after a change: view, markup, compression. */
function rendered(): Response {
	const view = publicView(shown.components, shown.incidents, Date.now());
	const packed = gzipSync(`<!doctype html>${StatusPage({ view })}`);
	return new Response(packed, {
		headers: { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" },
		encodeBody: "manual",
	});
}
