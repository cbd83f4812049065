import { publicParts } from "../../db/services/public-parts.ts";
import type { Env } from "../platform/env.ts";
import { quietly } from "../platform/http/refresh.ts";
import { publicationOf } from "../platform/stubs.ts";

/** Before the answer: the status page shows the components as they are now. What is lost here, the sweep repairs. */
export async function publishComponents(env: Env): Promise<void> {
	await quietly("components.publish_failed", {}, async () => {
		await publicationOf(env).setParts(await publicParts(env.DB));
	});
}
