/** Tells the objects that keep copies of configuration that theirs is old. What is lost here, the sweep repairs. */
import { allServiceIds } from "../../../db/platform/service-ids.ts";
import { servicesNaming } from "../../../db/platform/services-naming.ts";
import type { ListenerTag } from "../../people/rpc.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { deskOf, liveOf } from "../stubs.ts";
import type { AppContext } from "./app-env.ts";

/** Desks told at once: nobody waits for it, and whoever edits next must not wait behind it. */
const AT_ONCE = 6;

/** Before the answer: the service's keys and plan are known to its Desk when the caller reads it. */
export async function refreshDesk(env: Env, serviceId: string): Promise<void> {
	await quietly("desk.refresh_failed", { serviceId }, () => deskOf(env, serviceId).refresh());
}

/** After the answer: what every service's plan holds. */
export function refreshAllDesks(c: AppContext): void {
	refreshLater(c, () => allServiceIds(c.env.DB));
}

/** After the answer: only those whose plan may name this. A Desk that is asked often reads once for all who wait. */
export function refreshDesksNaming(c: AppContext, id: string): void {
	refreshLater(c, () => servicesNaming(c.env.DB, id));
}

function refreshLater(c: AppContext, which: () => Promise<string[]>): void {
	const { env } = c;
	const refresh = async () => refreshDesks(env, await which());
	c.executionCtx.waitUntil(quietly("desks.refresh_failed", {}, refresh));
}

/** A few at once. */
export async function refreshDesks(env: Env, serviceIds: string[]): Promise<void> {
	const ids = [...serviceIds];
	const lane = async () => {
		for (let id = ids.shift(); id !== undefined; id = ids.shift()) await refreshDesk(env, id);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
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
