import type { PublicMaintenance } from "../../maintenance/rules/public-maintenance.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";

export const COMPONENT_STATUSES = [
	"operational",
	"degraded_performance",
	"partial_outage",
	"major_outage",
	"under_maintenance",
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

/** A component as configured, and what its monitors say of it right now. */
export interface PublicComponent {
	id: string;
	name: string;
	group: string | null;
	position: number;
	/** What a person set by hand; incidents can only make it worse. */
	status: ComponentStatus;
	/** Until when that counts. Null, or absent in what an earlier version wrote: until a person changes it. */
	statusUntil?: number | null;
	/** What it is. Absent in what an earlier version wrote. */
	description?: string | null;
	createdAt: number;
}

/** What a person set, while it counts. */
export function setStatus(component: PublicComponent, now: number): ComponentStatus {
	const { status, statusUntil } = component;
	return statusUntil && statusUntil <= now ? "operational" : status;
}

/** What people have configured of the public page. */
export interface PublicParts {
	components: PublicComponent[];
	/** By service: the component that shows it. */
	places: Record<string, string>;
	maintenances: PublicMaintenance[];
}

/** As the Publication keeps it. */
export const PUBLIC_COMPONENT = storedShape<PublicComponent>(asItIs);
