/** Tells the objects that keep copies of configuration that theirs is old. What is lost here, the sweep repairs. */
import { allServiceIds } from "../../../db/platform/service-ids.ts";
import type { ListenerTag } from "../../people/rpc.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { deskOf, liveOf } from "../stubs.ts";
import type { AppContext } from "./app-env.ts";

/** Before the answer: the service's keys and plan are known to its Desk when the caller reads it. */
export async function refreshDesk(env: Env, serviceId: string): Promise<void> {
	await quietly("desk.refresh_failed", { serviceId }, () => deskOf(env, serviceId).refresh());
}

/** After the answer: anything that many services' plans may name. */
export function refreshAllDesks(c: AppContext): void {
	const { env } = c;
	const refresh = async () => {
		const ids = await allServiceIds(env.DB);
		await Promise.all(ids.map((id) => refreshDesk(env, id)));
	};
	c.executionCtx.waitUntil(quietly("desks.refresh_failed", {}, refresh));
}

/** Before the answer: whoever lost a session, a role or a token hears nothing more. What is lost here, the sweep repairs. */
export async function dismiss(env: Env, tag: ListenerTag): Promise<void> {
	await quietly("live.dismiss_failed", {}, () => liveOf(env).dismiss(tag));
}

/** Runs what may fail without harm to the caller, and says so in the log. */
export async function quietly(
	event: string,
	fields: Record<string, unknown>,
	run: () => Promise<unknown>,
): Promise<void> {
	try {
		await run();
	} catch (error) {
		log(event, { ...fields, error });
	}
}
