import { allServiceIds } from "../../db/platform/service-ids.ts";
import { publicParts } from "../../db/services/public-parts.ts";
import { repeatMonitors } from "../monitoring/monitors/monitor-copies.ts";
import type { Env } from "../platform/env.ts";
import type { Instant } from "../platform/rules/time.ts";
import { publicationOf, vaultOf } from "../platform/stubs.ts";

/**
 * What a change of configuration tells the objects, told once more by the minute tick, since a process may be killed
 * between saving and telling. Harmless when they know. Throws when one does not answer, to be tried again.
 */
export async function resync(env: Env, heardAt: Instant | null, now: Instant): Promise<void> {
	await repeatMonitors(env, heardAt, now);
	await registerDesks(env);
	const { components, places } = await publicParts(env.DB);
	await publicationOf(env).setComponents(components, places);
}

async function registerDesks(env: Env): Promise<void> {
	const known = new Set(await vaultOf(env).desks());
	const wanted = await allServiceIds(env.DB);
	for (const id of wanted.filter((each) => !known.has(each))) await vaultOf(env).registerDesk(id);
}
