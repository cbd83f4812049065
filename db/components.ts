import { asc } from "drizzle-orm";
import type { Stored } from "../worker/contract/stored.ts";
import type { ComponentStatus, PublicComponent } from "../worker/core/public-view.ts";
import { open } from "./client.ts";
import { repository } from "./repository.ts";
import { components } from "./schema.ts";

export interface ComponentRow extends Stored {
	name: string;
	group: string | null;
	position: number;
	status: ComponentStatus;
}

export const componentRows = repository<ComponentRow>(components);

/** All of them, in the order of the status page. */
export async function publicComponents(d1: D1Database): Promise<PublicComponent[]> {
	const order = [asc(components.position), asc(components.id)];
	const rows = await open(d1)
		.select()
		.from(components)
		.orderBy(...order);
	return rows.map(({ id, name, group, position, status, createdAt }) => ({
		id,
		name,
		group,
		position,
		status,
		createdAt,
	}));
}
