import { services } from "../services/tables.ts";
import { open } from "./client.ts";

/** Every service, and so every Desk. */
export async function allServiceIds(d1: D1Database): Promise<string[]> {
	const rows = await open(d1).select({ id: services.id }).from(services);
	return rows.map((row) => row.id);
}
