import { env as bindings } from "cloudflare:workers";
import worker from "../../worker/index.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../worker/index.ts";

const TICK_PATH = "/cdn-cgi/handler/scheduled";
const shipped: Required<Pick<ExportedHandler<Env>, "fetch" | "scheduled">> = worker;

/** What wrangler.toml takes from the Worker: files that carry the hash of their content in their name. */
const FILES_ALONE = "/app/assets/";

/** Else the library leads each request that leaves through one more Worker, which is a fifth of what a check costs. */
const { OUTSIDE } = bindings as unknown as { OUTSIDE: Fetcher };
globalThis.fetch = (input, init) => OUTSIDE.fetch(input as RequestInfo, init);

/**
 * What runs locally: the shipped Worker, and what the platform has and a bare runtime lacks: the minute tick by hand, and
 * files that cost no run of the Worker.
 */
export default {
	async fetch(request, env, ctx) {
		const url = new URL(request.url);
		if (url.pathname.startsWith(FILES_ALONE)) return env.ASSETS.fetch(request);
		if (url.pathname !== TICK_PATH) return shipped.fetch(request, env, ctx);
		await tick(url, env, ctx);
		return new Response("ok");
	},
	scheduled: shipped.scheduled,
} satisfies ExportedHandler<Env>;

/** Answers only when everything the tick started has ended, as the platform counts it. */
async function tick(url: URL, env: Env, ctx: ExecutionContext): Promise<void> {
	const started: Promise<unknown>[] = [];
	const controller: ScheduledController = {
		cron: url.searchParams.get("cron") ?? "* * * * *",
		scheduledTime: Number(url.searchParams.get("time") ?? Date.now()),
		noRetry() {},
	};
	await shipped.scheduled(controller, env, {
		...ctx,
		exports: ctx.exports,
		props: ctx.props,
		passThroughOnException() {},
		waitUntil: (promise) => void started.push(promise),
	});
	for (let i = 0; i < started.length; i++) await started[i];
}
