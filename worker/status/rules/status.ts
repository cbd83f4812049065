import type { PublicIncident } from "../../incidents/rules/public-view.ts";
import type { PublicMaintenance } from "../../maintenance/rules/public-maintenance.ts";
import type { Doubt } from "../../monitoring/rules/standing.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { type ComponentStatus, type PublicComponent, setStatus } from "../../services/rules/component.ts";
import { type Doubts, NO_DOUBTS } from "./doubts.ts";
import { EN } from "./languages/en.ts";
import type { Words } from "./languages/words.ts";
import { hasBegun, type Planned, type PlannedView, plannedAt } from "./planned.ts";
import { type Day, daysOf, uptimeOf } from "./status-days.ts";
import { openPublished } from "./status-intake.ts";
import { badness, statusOfSeverity, worst } from "./status-rank.ts";
import { type OverallStatus, verdictOf } from "./status-verdict.ts";

export interface ComponentView {
	id: string;
	name: string;
	group: string | null;
	position: number;
	/** What it is, in the team's own words. */
	description: string | null;
	createdAt: Instant;
	/** What was set by hand, made worse by open incidents and what is planned, never better. */
	status: ComponentStatus;
	/** Why an `operational` is not to be claimed; null when it may be, and for every other status. */
	doubt: Doubt | null;
	/** Ninety UTC days, oldest first; the last one is today so far. */
	days: Day[];
	/** Share of 0–1 over the days with data; null when there are none. */
	uptime: number | null;
}

export interface GroupView {
	/** Null for components that stand alone. */
	name: string | null;
	status: ComponentStatus;
	doubt: Doubt | null;
	components: ComponentView[];
}

export interface PublicView {
	at: Instant;
	verdict: OverallStatus;
	groups: GroupView[];
	/** Worst first, then the longest running. */
	open: PublicIncident[];
	/** Most recently begun first. */
	past: PublicIncident[];
	planned: Planned;
}

/**
 * All that the public page shows, from public facts alone. `incidents` may be in any order; of the same incident the
 * greatest `seq` counts, and one that is not published does not exist here: what it casts doubt on is in `doubts`.
 */
export function publicView(
	components: PublicComponent[],
	incidents: PublicIncident[],
	now: Instant,
	doubts: Doubts = NO_DOUBTS,
	maintenances: PublicMaintenance[] = [],
	words: Words = EN,
): PublicView {
	const { open, past } = openPublished(incidents);
	open.sort(worstFirst);
	past.sort((a, b) => b.startedAt - a.startedAt || order(b.incidentId, a.incidentId));
	const sorted = [...components].sort(byPosition);
	const planned = plannedAt(maintenances, sorted, now);
	const seen = { open, past, planned, now };
	const views = sorted.map((c) => componentView(c, doubts.of[c.id] ?? null, seen));
	return {
		at: now,
		verdict: verdictOf(views, open, doubts, words),
		groups: groupsOf(views),
		open,
		past,
		planned,
	};
}

function componentView(
	component: PublicComponent,
	doubted: Doubt | null,
	{ open, past, planned, now }: Pick<PublicView, "open" | "past" | "planned"> & { now: Instant },
): ComponentView {
	const mine = (incident: PublicIncident) => incident.componentId === component.id;
	const openHere = open.filter(mine);
	const isHere = ({ componentIds }: PlannedView) => componentIds.includes(component.id);
	const active = planned.active.filter(isHere);
	const status = worst([
		setStatus(component, now),
		...openHere.map((i) => statusOfSeverity(i.severity)),
		...active.map(() => "under_maintenance" as const),
	]);
	const all = [...openHere, ...past.filter(mine)];
	const works = [...active, ...planned.past.filter(isHere).filter(hasBegun)];
	const days = daysOf({ createdAt: component.createdAt, status }, all, now, works);
	const { id, name, group, position, createdAt, description = null } = component;
	const doubt = status === "operational" ? doubted : null;
	const facts = { id, name, group, position, description, createdAt };
	return { ...facts, status, doubt, days, uptime: uptimeOf(days) };
}

/** A group stands where its first component stands. */
function groupsOf(components: ComponentView[]): GroupView[] {
	const groups: GroupView[] = [];
	for (const component of components) {
		const found = groups.find((g) => g.name !== null && g.name === component.group);
		const last = groups.at(-1);
		const home = found ?? (component.group === null && last?.name === null ? last : undefined);
		if (home) home.components.push(component);
		else groups.push({ ...COMPOSED, name: component.group, components: [component] });
	}
	for (const group of groups) {
		group.status = worst(group.components.map((c) => c.status));
		group.doubt = group.status === "operational" ? doubtAmong(group.components) : null;
	}
	return groups;
}

const COMPOSED = { status: "operational", doubt: null } as const;

function doubtAmong(components: ComponentView[]): Doubt | null {
	const doubts = components.map((c) => c.doubt);
	return doubts.find((doubt) => doubt === "checking") ?? doubts.find((doubt) => doubt !== null) ?? null;
}

function worstFirst(a: PublicIncident, b: PublicIncident): number {
	const worse = badness(statusOfSeverity(b.severity)) - badness(statusOfSeverity(a.severity));
	return worse || a.startedAt - b.startedAt || order(a.incidentId, b.incidentId);
}

function byPosition(a: PublicComponent, b: PublicComponent): number {
	return a.position - b.position || order(a.name, b.name) || order(a.id, b.id);
}

function order(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
