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
