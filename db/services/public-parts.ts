import { asc, isNotNull } from "drizzle-orm";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { open } from "../platform/client.ts";
import { components, services } from "./tables.ts";

/** All components in the order of the status page, and by service which of them shows it. Both in one batch. */
export async function publicParts(
	d1: D1Database,
): Promise<{ components: PublicComponent[]; places: Record<string, string> }> {
	const db = open(d1);
	const order = [asc(components.position), asc(components.id)];
	const [rows, shown] = await db.batch([
		db
			.select()
			.from(components)
			.orderBy(...order),
		db
			.select({ serviceId: services.id, componentId: services.componentId })
			.from(services)
			.where(isNotNull(services.componentId)),
	]);
	return {
		components: rows.map(({ id, name, group, position, status, createdAt }) => {
			return { id, name, group, position, status, createdAt };
		}),
		places: Object.fromEntries(shown.map(({ serviceId, componentId }) => [serviceId, componentId ?? ""])),
	};
}
