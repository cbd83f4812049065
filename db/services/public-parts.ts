import { asc, isNotNull } from "drizzle-orm";
import { TOLD_MS } from "../../worker/maintenance/rules/public-maintenance.ts";
import type { PublicParts } from "../../worker/services/rules/component.ts";
import { CANCELLED_SINCE, ENDING_SINCE, ofPublic } from "../maintenance/maintenances.ts";
import { batchOf, kept } from "../platform/client.ts";
import { components, services } from "./tables.ts";

/** All components in the order of the status page, what shows them, and their maintenances. All in one batch. */
export async function publicParts(d1: D1Database): Promise<PublicParts> {
	const since = Date.now() - TOLD_MS;
	const statements = [ALL(d1), PLACES(d1), ENDING_SINCE(d1), CANCELLED_SINCE(d1)] as const;
	const [rows, shown, planned, cancelled] = await batchOf(d1, { since }, ...statements);
	return {
		maintenances: ofPublic(planned, cancelled),
		components: rows.map(({ id, name, group, position, status, statusUntil, description, createdAt }) => {
			return { id, name, group, position, status, statusUntil, description, createdAt };
		}),
		places: Object.fromEntries(shown.map(({ serviceId, componentId }) => [serviceId, componentId ?? ""])),
	};
}

const ALL = kept((orm) =>
	orm.select().from(components).orderBy(asc(components.position), asc(components.id)).prepare(),
);
const PLACES = kept((orm) =>
	orm
		.select({ serviceId: services.id, componentId: services.componentId })
		.from(services)
		.where(isNotNull(services.componentId))
		.prepare(),
);
