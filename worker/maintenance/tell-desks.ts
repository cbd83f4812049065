import { servicesShown } from "../../db/maintenance/maintenances.ts";
import type { Env } from "../platform/env.ts";
import { refreshDesks } from "../platform/http/refresh.ts";

/** The Desks of the services that these components show read anew when work is planned. The minute tick repairs what is lost. */
export async function tellDesks(env: Env, componentIds: string[]): Promise<void> {
	await refreshDesks(env, await servicesShown(env.DB, componentIds));
}
