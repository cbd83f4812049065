import { asc, isNotNull } from "drizzle-orm";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { batchOf, kept } from "../platform/client.ts";
import { components, services } from "./tables.ts";

/** All components in the order of the status page, and by service which of them shows it. Both in one batch. */
export async function publicParts(
	d1: D1Database,
): Promise<{ components: PublicComponent[]; places: Record<string, string> }> {
	const [rows, shown] = await batchOf(d1, {}, ALL(d1), PLACES(d1));
	return {
		components: rows.map(({ id, name, group, position, status, createdAt }) => {
			return { id, name, group, position, status, createdAt };
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
