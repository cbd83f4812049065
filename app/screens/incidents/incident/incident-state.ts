import { createEffect, untrack } from "solid-js";
import { api, type Result } from "../../../state/api.ts";
import { onNews } from "../../../state/live.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import type { Incident, List, TimelineEvent } from "../../../state/wire.ts";
import type { IncidentAccess } from "./commands.ts";
import { isBehind, laterOf, withEvents } from "./merge.ts";

export interface IncidentResources {
	incident: Resource<Incident>;
	events: Resource<TimelineEvent[]>;
	/** Takes what a command was answered, unless something newer is known. */
	take(next: Incident): void;
}

/** One incident and its timeline, remembered by the device and kept true by the live stream. Call inside a component. */
export function incidentState(id: string): IncidentResources {
	const incident = cached<Incident>(`/incidents/${id}`, () => api("GET", `/incidents/${id}`), {
		keep: isOpen,
		laterOf,
	});
	const events = cached<TimelineEvent[]>(`/incidents/${id}/timeline`, () => readTimeline(id), {
		keep: isOpenByEvents,
	});
	const take = (next: Incident) => incident.set(laterOf(incident.value, next));
	onNews((news) => {
		if (news.incident.id !== id) return;
		const known = events.value;
		if (known) events.set(withEvents(known, news.events));
		take(news.incident);
	});
	// Whatever was missed – a hole in the stream, an answer overtaken by news – shows in the version.
	let askedFor = 0;
	createEffect(() => {
		const [known, whole] = [events.value, incident.value];
		// Once for each version: a timeline that stays behind must not be asked for again and again.
		if (!known || !whole || !isBehind(known, whole) || whole.version <= askedFor) return;
		askedFor = whole.version;
		void untrack(events.reload);
	});
	return { incident, events, take };
}

const isOpen = (incident: Incident): boolean => incident.state !== "resolved";

const isOpenByEvents = (events: TimelineEvent[]): boolean =>
	events.findLast(({ type }) => type === "resolved" || type === "reopened")?.type !== "resolved";

/** Nothing of the timeline is known yet, and it is on its way. */
export const isUnread = (events: Resource<TimelineEvent[]>): boolean =>
	events.value === undefined && events.state === "loading";

/** What commands need of it. */
export const accessOf = ({ incident, events, take }: IncidentResources): IncidentAccess => ({
	incident: () => incident.value,
	reload: incident.reload,
	take,
	timeline: async () => {
		await events.reload();
		return events.value ?? [];
	},
});

async function readTimeline(id: string): Promise<Result<TimelineEvent[]>> {
	const answer = await api<List<TimelineEvent>>("GET", `/incidents/${id}/timeline`);
	return answer.ok ? { ok: true, value: answer.value.items } : answer;
}
