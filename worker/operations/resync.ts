import { allServiceIds } from "../../db/platform/service-ids.ts";
import { publicParts } from "../../db/services/public-parts.ts";
import { tellWatches } from "../maintenance/tell-watches.ts";
import { repeatMonitors } from "../monitoring/monitors/monitor-copies.ts";
import type { Env } from "../platform/env.ts";
import { publicationOf, vaultOf } from "../platform/stubs.ts";
import { type Change, type TickPartRpc, wakeInParts } from "./parts.ts";
import { unlessDatabaseIsDown } from "./unless-down.ts";

/** So many Desks are refreshed at once, in parts. Those beyond read everything anew by themselves within 15 minutes. */
const MOST_DESKS = 150;

/**
 * What a change of configuration tells the objects, told once more by the minute tick, since a process may be killed
 * between saving and telling. Harmless when they know. Answers how many Desks failed; throws when another does not
 * answer. Either is tried again by the next tick.
 */
export async function repeatConfiguration(env: Env, part: TickPartRpc, change: Change): Promise<number> {
	const known = await vaultOf(env).desks();
	const { failed, isDone } = await wakeInParts(env, part, "configuration", known.slice(0, MOST_DESKS));
	const isRepeated = await unlessDatabaseIsDown(resync(env, known, change).then(() => true));
	if (isDone && isRepeated && failed === 0) await vaultOf(env).noteConfigSeen(change.version, change.at);
	return failed;
}

async function resync(env: Env, knownDesks: string[], { heardAt, at }: Change): Promise<void> {
	await repeatMonitors(env, heardAt, at);
	await registerDesks(env, new Set(knownDesks));
	await tellWatches(env, at);
	await publicationOf(env).setParts(await publicParts(env.DB));
}

async function registerDesks(env: Env, known: ReadonlySet<string>): Promise<void> {
	const wanted = await allServiceIds(env.DB);
	for (const id of wanted.filter((each) => !known.has(each))) await vaultOf(env).registerDesk(id);
}
