import type { Instance } from "./instance.ts";
import { type Launched, startLaunched } from "./launched.ts";
import { startPushService } from "./push-service.ts";
import { startTarget } from "./target.ts";
import { buildWorld, type World, type WorldOptions } from "./world.ts";

export interface LaunchedWorld extends Omit<World, "instance"> {
	launched: Launched;
}

/** The world of the scenarios behind a launcher that can be killed. */
export async function startLaunchedWorld(
	options: WorldOptions & { egressAllow?: string[]; env?: Record<string, string> } = {},
): Promise<LaunchedWorld> {
	const push = await startPushService();
	const target = await startTarget();
	const launched = await startLaunched({
		egressAllow: [push.hostPort, target.hostPort, ...(options.egressAllow ?? [])],
		env: options.env,
	});
	const { instance: _, ...world } = await buildWorld(servedAsInstance(launched), push, target, options);
	return { ...world, launched };
}

/** A world is built through the API and ended by `stop`; it asks nothing else of its instance. */
function servedAsInstance(launched: Launched): Instance {
	return launched as unknown as Instance;
}
