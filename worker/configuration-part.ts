import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import type { ConfigurationPartRpc, PartDone, PartOfPlan } from "./configuration/rpc.ts";
import { writePart } from "./configuration/write-part.ts";
import type { Env } from "./platform/env.ts";

/** A part of a file that is written, in an invocation of its own: the platform bounds what one invocation may ask. */
export class ConfigurationPart extends WorkerEntrypoint<Env> implements ConfigurationPartRpc {
	write(part: PartOfPlan): Promise<PartDone> {
		return writePart(this.env, async (request) => app.fetch(request, this.env, this.ctx), part);
	}
}
