import worker from "../../worker/index.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../worker/index.ts";

const TICK_PATH = "/cdn-cgi/handler/scheduled";
const shipped: Required<Pick<ExportedHandler<Env>, "fetch" | "scheduled">> = worker;

/** What runs locally: the shipped Worker, and the minute tick by hand, which the platform has and a bare runtime lacks. */
export default {
	async fetch(request, env, ctx) {
		const url = new URL(request.url);
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
