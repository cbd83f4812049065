/** How a service is, from its monitors, its open incidents, and whom its policy names first. */
import type { ShapeName } from "../../parts/shape.tsx";
import type { Incident, Service, ServiceHealth } from "../../state/wire.ts";

export type ServiceState = "down" | "degraded" | "unknown" | "up" | "paused" | "unwatched" | "unread";

export interface ServiceView {
	state: ServiceState;
	/** From when on it has been so; null when that is not known. */
	since: string | null;
	/** The gravest of its open incidents, and how many there are. */
	incident: Incident | null;
	open: number;
}

export const LOOKS: Record<ServiceState, { shape: ShapeName; word: string }> = {
	down: { shape: "down", word: "Down" },
	degraded: { shape: "degraded", word: "Degraded" },
	unknown: { shape: "unknown", word: "Unknown" },
	up: { shape: "well", word: "Up" },
	paused: { shape: "paused", word: "Paused" },
	unwatched: { shape: "unknown", word: "Not monitored" },
	unread: { shape: "unknown", word: "…" },
};

/** The worst first; in this order, too, where a list is read for trouble. */
const ORDER = Object.keys(LOOKS);

type Told = Pick<Incident, "service" | "state" | "severity" | "triggeredAt">;

/**
 * Down with an open P1 or a monitor that is down, degraded with an open P2 or a degraded monitor. An open P3 says nothing
 * of how the service is. `health` is undefined until it was read.
 */
export function serviceView<One extends Told>(
	serviceId: string,
	health: Pick<ServiceHealth, "monitors" | "history"> | undefined,
	firing: readonly One[],
): Omit<ServiceView, "incident"> & { incident: One | null } {
	const open = firing
		.filter((one) => one.service.id === serviceId && one.state !== "resolved")
		.toSorted((a, b) => a.severity.localeCompare(b.severity) || a.triggeredAt.localeCompare(b.triggeredAt));
	const [incident = null] = open;
	const watched = byMonitors(health);
	const claimed = incident?.severity === "P1" ? "down" : incident?.severity === "P2" ? "degraded" : null;
	const isClaimed = claimed !== null && ORDER.indexOf(claimed) < ORDER.indexOf(watched);
	const since = isClaimed ? (incident?.triggeredAt ?? null) : (health?.history?.changedAt ?? null);
	return { state: isClaimed ? claimed : watched, since, incident, open: open.length };
}

function byMonitors(health: Pick<ServiceHealth, "monitors"> | undefined): ServiceState {
	if (!health) return "unread";
	const {
		down = 0,
		degraded = 0,
		unknown = 0,
		pending = 0,
		up = 0,
		maintenance = 0,
		paused = 0,
	} = health.monitors;
	if (down > 0) return "down";
	if (degraded > 0) return "degraded";
	if (unknown > 0) return "unknown";
	if (up > 0) return "up";
	if (pending > 0) return "unknown";
	return maintenance + paused > 0 ? "paused" : "unwatched";
}

/** The worst first, then by name. */
export function byHealth(
	a: { view: Pick<ServiceView, "state">; service: Pick<Service, "name" | "id"> },
	b: typeof a,
): number {
	const rank = ORDER.indexOf(a.view.state) - ORDER.indexOf(b.view.state);
	return rank || a.service.name.localeCompare(b.service.name) || a.service.id.localeCompare(b.service.id);
}

/** "Checkout is down, and Search is degraded. 2 of 4 are up." More than two are counted rather than named. */
export function summaryWords(
	all: { view: Pick<ServiceView, "state">; service: Pick<Service, "name"> }[],
): string {
	const of = (state: ServiceState) => all.filter((one) => one.view.state === state);
	const said = (["down", "degraded"] as const).flatMap((state) => {
		const [one, ...more] = of(state);
		if (!one) return [];
		const who = more.length === 0 ? one.service.name : `${more.length + 1} services`;
		return [`${who} ${more.length === 0 ? "is" : "are"} ${state}`];
	});
	const up = of("up").length;
	if (said.length === 0) return up === all.length ? "All services are up." : `${up} of ${all.length} are up.`;
	return `${said.join(", and ")}. ${up} of ${all.length} are up.`;
}

/** "3 up", "1 of 3 down", "No monitors". */
export function monitorsWords(totals: ServiceHealth["monitors"]): string {
	const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
	if (all === 0) return "No monitors";
	const worst = (["down", "degraded", "unknown", "pending", "paused", "maintenance"] as const).find(
		(state) => (totals[state] ?? 0) > 0,
	);
	if (!worst) return `${all} up`;
	const word = worst === "pending" ? "not checked yet" : worst;
	return all === totals[worst] ? `${all} ${word}` : `${totals[worst]} of ${all} ${word}`;
}

/** Whom level 1 names, as a list has room for: "You", "Bo", "Bo and 2 more", "No one, Shop primary". */
export function onCallWords(
	onCall: ServiceHealth["onCall"],
	myId: string | undefined,
	names: Map<string, string>,
): string {
	const [first, ...more] = onCall;
	if (!first) return "No one";
	const who =
		first.userId === null
			? first.kind === "schedule"
				? `No one, ${first.name}`
				: first.name
			: first.userId === myId
				? "You"
				: (names.get(first.userId) ?? first.name);
	return more.length === 0 ? who : `${who} and ${more.length} more`;
}
