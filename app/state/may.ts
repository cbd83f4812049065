import { servicesResource } from "./name-book.ts";
import { mayAs, me } from "./session.ts";

/**
 * Whether this person may change what belongs to this team: an admin everything, a responder what is their team's or, by
 * null, nobody's. The server decides; this says what is worth offering.
 */
export function mayChange(teamId: string | null): boolean {
	if (mayAs("admin")) return true;
	return mayAs("responder") && (teamId === null || (me().value?.teamIds?.includes(teamId) ?? false));
}

/** Reads what `mayChangeOf` is decided by, where it is not known yet. */
export function readOwners(): void {
	const services = servicesResource();
	if (services.state === "loading") void services.read();
}

/** The same for what belongs to a service: its monitors, integrations and remediations. Of an unknown service only an admin. */
export function mayChangeOf(serviceId: string): boolean {
	const service = servicesResource().value?.items.find(({ id }) => id === serviceId);
	return service ? mayChange(service.teamId) : mayAs("admin");
}
