import { api } from "./api.ts";
import { cached, type Resource } from "./resource.ts";
import type { ContactMethod, List } from "./wire.ts";

/** The ways to reach a person: their own, or for an admin everybody's. */
export function methodsResource(userId: string): Resource<List<ContactMethod>> {
	const path = `/users/${userId}/contact-methods?limit=200` as const;
	return cached<List<ContactMethod>>(path, () => api("GET", path));
}
