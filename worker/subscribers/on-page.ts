import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import type { PublicSnapshot } from "../status/rules/public-snapshot.ts";

/** The components in the order of the status page. */
export const listed = (snapshot: PublicSnapshot | null): PublicComponent[] =>
	[...(snapshot?.components ?? [])].sort((a, b) => a.position - b.position || a.name.localeCompare(b.name));

/** The incident of this id, while it is open and public. */
export const openIncident = (
	snapshot: PublicSnapshot | null,
	id: string | null | undefined,
): PublicIncident | null =>
	snapshot?.incidents.find((one) => one.incidentId === id && one.resolvedAt === null) ?? null;
