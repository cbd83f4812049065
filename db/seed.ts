/**
 * The demo world's past: incidents of the last ninety days, folded from full timelines by the same core that tells the
 * present ones, so that the status page's bars and the history are alive on the first day.
 */
import { asc, eq, like } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { replay } from "../worker/incidents/rules/evolve.ts";
import { publicViewOf, viewOf } from "../worker/incidents/rules/incident-view.ts";
import type { PagingPlan } from "../worker/paging/rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "../worker/paging/rules/severity.ts";
import { days } from "../worker/platform/rules/time.ts";
import { projectIncident } from "./incidents/incidents.ts";
import { incidents } from "./incidents/tables.ts";
import { contactMethods } from "./paging/tables.ts";
import { users } from "./people/tables.ts";
import { STORIES } from "./seed/stories.ts";
import { type Cast, timelineOf } from "./seed/timeline.ts";
import { components, services } from "./services/tables.ts";

/** The shop had been there for a while when its first incident came. */
const AGE_DAYS = 97;
/** The end of every id made here: a ULID may end so by chance once in 10^18. */
const MARK = "DEM0PAST00";

/**
 * Writes what is missing of the past, for the services that the demo's seed has made; nothing where all of it is there.
 * Each incident is one batch: killed in between, the next start writes the rest.
 */
export async function seedPast(d1: D1Database, now: number): Promise<void> {
	const db = drizzle(d1);
	const there = await db
		.select({ number: incidents.number })
		.from(incidents)
		.where(like(incidents.id, `%${MARK}`));
	const numbers = new Set(there.map((row) => row.number));
	if (numbers.size === STORIES.length) return;
	const shop = await readShop(d1);
	for (const [index, story] of STORIES.entries()) {
		const number = index + 1;
		const cast = shop.get(story.service);
		if (!cast || numbers.has(number)) continue;
		const events = timelineOf(story, number, cast, MARK, now);
		const incident = replay(events);
		if (!incident) continue;
		await projectIncident(d1, viewOf(incident, planOf(cast)), publicViewOf(incident), events);
		await db
			.update(components)
			.set({ createdAt: now - days(AGE_DAYS) })
			.where(eq(components.id, cast.component.id));
	}
}

/** Each service of the demo with its component and the people who are paged for it. */
async function readShop(d1: D1Database): Promise<Map<string, Cast>> {
	const db = drizzle(d1);
	const [people, methods, parts, found] = await db.batch([
		db.select().from(users).orderBy(asc(users.id)),
		db.select().from(contactMethods).orderBy(asc(contactMethods.id)),
		db.select().from(components),
		db.select().from(services).orderBy(asc(services.id)),
	]);
	const responders = people.flatMap(({ id, name }) => {
		const method = methods.find((one) => one.userId === id);
		return method ? [{ id, name, method: { id: method.id, name: method.name } }] : [];
	});
	const casts = found.flatMap(({ id, name, componentId }): [string, Cast][] => {
		const component = parts.find((part) => part.id === componentId);
		if (!component) return [];
		return [
			[name, { service: { id, name }, component: { id: component.id, name: component.name }, responders }],
		];
	});
	return new Map(casts);
}

/** A resolved incident has no next step, whatever the policy says: an empty one is enough to show it. */
function planOf(cast: Cast): PagingPlan {
	return {
		service: {
			id: cast.service.id,
			name: cast.service.name,
			teamId: null,
			defaultSeverity: "P2",
			componentId: cast.component.id,
			componentName: cast.component.name,
			publicTitle: null,
			ackTimeoutSeconds: 0,
			reopenWindowSeconds: 0,
		},
		policy: { id: "", name: "", levels: [], repeat: 0 },
		severityPolicy: DEFAULT_SEVERITY_POLICY,
		schedules: [],
		teams: [],
		people: [],
		webhooks: [],
		readAt: 0,
	};
}
