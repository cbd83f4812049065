/**
 * Why the page does not call a component operational of which nothing bad was published. `checking`: a check fails, or an
 * incident is open that is not public. `unknown`: nothing has looked lately.
 */
export type Doubt = "checking" | "unknown";

/** What the running checks say of a service; one without a running check has none of these. */
export type Standing = "well" | Doubt;

export interface ServiceStanding {
	serviceId: string;
	standing: Standing;
}

const RANK: Record<Standing, number> = { well: 0, unknown: 1, checking: 2 };

/** One line a service: what most speaks against calling it well. */
export function worstStandings(all: ServiceStanding[]): ServiceStanding[] {
	const worst = new Map<string, Standing>();
	for (const { serviceId, standing } of all) {
		const known = worst.get(serviceId);
		if (known === undefined || RANK[standing] > RANK[known]) worst.set(serviceId, standing);
	}
	return [...worst].map(([serviceId, standing]) => ({ serviceId, standing }));
}
