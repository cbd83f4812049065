/** What is open, in its order, with what came live. */
import type { Incident, Now } from "./wire.ts";
import { ms } from "./words.ts";

/** Now with an incident that came live, never a test page. One that is over stays until Now is asked for again. */
export function withFiring(now: Now, incident: Incident): Now {
	if (incident.source.kind === "test") return now;
	const known = now.firing.find((one) => one.id === incident.id);
	if (known && known.version > incident.version) return now;
	const others = now.firing.filter((one) => one.id !== incident.id);
	// What was not among all that was open is over for whoever looks now.
	const isNews = known !== undefined || now.hasMoreFiring || incident.state !== "resolved";
	const firing = isNews ? openFirst([...others, incident]) : now.firing;
	const last = now.lastIncidentAt;
	const isNewer = !incident.drill && (!last || ms(last) < ms(incident.triggeredAt));
	return { ...now, firing, lastIncidentAt: isNewer ? incident.triggeredAt : last };
}

const RANK: Record<Incident["state"], number> = { triggered: 0, acknowledged: 1, resolved: 2 };

/** Nobody's first, then somebody's, then what is over; within each the gravest, then the newest. */
export function openFirst(items: Incident[]): Incident[] {
	return [...items].sort((a, b) => {
		if (a.state !== b.state) return RANK[a.state] - RANK[b.state];
		if (a.state !== "resolved" && a.severity !== b.severity) return a.severity.localeCompare(b.severity);
		return b.id.localeCompare(a.id);
	});
}
