import { publicParts } from "../../db/public-parts.ts";
import { allServiceIds } from "../../db/service-ids.ts";
import type { Instant } from "../core/time.ts";
import type { Env } from "../env.ts";
import { publicationOf, vaultOf } from "../stubs.ts";
import { repeatMonitors } from "./monitor-copies.ts";

/**
 * What a change of configuration tells the objects, told once more by the minute tick, since a process may be killed
 * between saving and telling. Harmless when they know. Throws when one does not answer, to be tried again.
 */
export async function resync(env: Env, now: Instant): Promise<void> {
	await repeatMonitors(env, now);
	await registerDesks(env);
	const { components, places } = await publicParts(env.DB);
	await publicationOf(env).setComponents(components, places);
}

async function registerDesks(env: Env): Promise<void> {
	const known = new Set(await vaultOf(env).desks());
	const wanted = await allServiceIds(env.DB);
	for (const id of wanted.filter((each) => !known.has(each))) await vaultOf(env).registerDesk(id);
}
