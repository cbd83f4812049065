/** What news says, before it is put into the form of any kind of subscriber. */
import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicStep } from "../maintenance/rules/public-maintenance.ts";
import { type Instant, toWire, toWireOrNull } from "../platform/rules/time.ts";
import { moment } from "../status/rules/moments.ts";
import { impactOfSeverity } from "../status/rules/status-rank.ts";
import { UPDATE_WORDS } from "../status/rules/update-lines.ts";
import { latestOfEach } from "./rules/digest.ts";
import type { Digest, IncidentNews, MaintenanceNews, News, Told } from "./rules/news.ts";

/** "Identified", "03:15 UTC": we know why. */
interface Line {
	label: string;
	/** Null where no instant is meant. */
	when: string | null;
	text: string;
}

export interface Wording {
	title: string;
	lines: Line[];
	/** Where more of it stands. */
	url: string;
	/** Messages about the same are one conversation, and replace each other where only one is shown. */
	subjectId: string;
}

/** A digest that names more would be read by nobody. */
const MOST_ITEMS = 30;

/** `home` is the address of the status page, with its slash. */
export function wordingOf(news: News, home: string): Wording {
	switch (news.kind) {
		case "incident":
			return incidentWording(news, home);
		case "maintenance":
			return maintenanceWording(news, home);
		case "digest":
			return digestWording(news, home);
	}
}

function incidentWording({ incident, updates }: IncidentNews, home: string): Wording {
	const lines = updates.map(({ at, status, message }) => ({
		...{ label: UPDATE_WORDS[status], when: moment(at, at), text: message },
	}));
	const { incidentId } = incident;
	return { title: toldName(incident), lines, url: incidentUrl(home, incidentId), subjectId: incidentId };
}

const STEPS: Record<PublicStep, string> = {
	scheduled: "Scheduled maintenance",
	in_progress: "Maintenance has begun",
	completed: "Maintenance is completed",
	cancelled: "Maintenance is canceled",
};

function maintenanceWording({ maintenance, step, at }: MaintenanceNews, home: string): Wording {
	const { id, title, description, startsAt, endsAt } = maintenance;
	const planned = step === "cancelled" ? "It was planned from" : "From";
	const times = `${planned} ${moment(startsAt, at)} to ${moment(endsAt, startsAt)}.`;
	const text = step === "scheduled" && description !== "" ? `${times} ${description}` : times;
	const lines = [{ label: STEPS[step], when: null, text }];
	return { title: `${STEPS[step]}: ${title}`, lines, url: `${home}maintenances/${id}`, subjectId: id };
}

const DIGESTS = { daily: "Updates of the last day", weekly: "Updates of the last week" };

function digestWording({ frequency, items, at }: Digest, home: string): Wording {
	const all = latestOfEach(items);
	const more = all.length - MOST_ITEMS;
	const lines = all.slice(0, MOST_ITEMS).map((one) => digestLine(one, home, at));
	const rest =
		more > 0 ? [{ label: "And more", when: null, text: `${more} others are on the status page.` }] : [];
	return { title: DIGESTS[frequency], lines: [...lines, ...rest], url: home, subjectId: frequency };
}

function digestLine(one: Told, home: string, now: Instant): Line {
	const { title, lines } = wordingOf(one, home);
	const last = lines.at(-1);
	const when = moment(one.at, now);
	if (one.kind === "maintenance") return { label: title, when, text: last?.text ?? "" };
	return { label: title, when, text: `${last?.label}: ${last?.text}` };
}

const incidentUrl = (home: string, incidentId: string): string => `${home}incidents/${incidentId}`;

/** The same for programs. */
export function newsData(news: News, home: string): object {
	switch (news.kind) {
		case "incident":
			return incidentData(news, home);
		case "maintenance": {
			const { startsAt, endsAt, ...rest } = news.maintenance;
			const times = { startsAt: toWire(startsAt), endsAt: toWire(endsAt) };
			const url = `${home}maintenances/${rest.id}`;
			return { maintenance: { ...rest, ...times, state: news.step, url } };
		}
		case "digest":
			return { frequency: news.frequency, items: news.items.map((one) => newsData(one, home)) };
	}
}

function incidentData({ incident, updates }: IncidentNews, home: string): object {
	const { incidentId, name, severity, componentId, componentName } = incident;
	return {
		incident: {
			...{ id: incidentId, name, impact: impactOfSeverity(severity), status: updates.at(-1)?.status },
			component: { id: componentId, name: componentName },
			startedAt: toWire(incident.startedAt),
			resolvedAt: toWireOrNull(incident.resolvedAt),
			nextUpdateDueAt: toWireOrNull(incident.nextUpdateDueAt),
			url: incidentUrl(home, incidentId),
		},
		updates: updates.map(({ id, at, status, message }) => ({ id, at: toWire(at), status, message })),
	};
}
