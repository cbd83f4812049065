import { publicMaintenances } from "../../db/maintenance/maintenances.ts";
import type { Env } from "../platform/env.ts";
import { quietly } from "../platform/http/refresh.ts";
import { publicationOf } from "../platform/stubs.ts";
import { TOLD_MS } from "./rules/public-maintenance.ts";

/** Before the answer: the status page tells of what is planned. What is lost here, the sweep repairs. */
export async function tellPublic(env: Env): Promise<void> {
	await quietly("maintenance.public_not_told", {}, async () => {
		const since = Date.now() - TOLD_MS;
		await publicationOf(env).setMaintenances(await publicMaintenances(env.DB, since));
	});
}
