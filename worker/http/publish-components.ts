import { publicParts } from "../../db/public-parts.ts";
import type { Env } from "../env.ts";
import { publicationOf } from "../stubs.ts";
import { quietly } from "./refresh.ts";

/** Before the answer: the status page shows the components as they are now. What is lost here, the sweep repairs. */
export async function publishComponents(env: Env): Promise<void> {
	await quietly("components.publish_failed", {}, async () => {
		const { components, places } = await publicParts(env.DB);
		await publicationOf(env).setComponents(components, places);
	});
}
