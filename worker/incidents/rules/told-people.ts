/**
 * Who is told without being paged: whom a severity or the service names, and the organization's stakeholders. Of the
 * begin, of each update, and of the end; at night only of a P1. And who is asked to take a role over.
 */
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { ruleFor, type Severity } from "../../paging/rules/severity.ts";
import { hoursOf } from "../../paging/rules/severity-hours.ts";
import { opensAt } from "../../people/rules/business-hours.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { EventData, StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { quietEnd, waitsWhileQuiet } from "./quiet.ts";
import { severityThen } from "./webhook-news.ts";

export const TOLD_OF = ["began", "update", "ended", "handover", "declined", "suggested"] as const;
export type ToldOf = (typeof TOLD_OF)[number];

/** One word for one person, or for a webhook whose id `userId` then is. */
export interface PersonTold {
	seq: number;
	userId: string;
	/** By which of their methods; null: by whatever carries it. */
	channel: string | null;
	what: ToldOf;
	/** The words of an update or a hand-over; empty for the others. */
	message: string;
	/** When the team's hours open and the person's quiet hours are over; null: at once. */
	notBefore: Instant | null;
}

type Reader = Pick<PersonTold, "userId" | "channel">;
type Plan = Pick<PagingPlan, "severityPolicy" | "stakeholders" | "teams" | "service" | "people">;

/** What is older was told before, or helps nobody any more. */
const FRESH_MS = hours(24);
/** Of these the stakeholders of the service and of the organization are told without an update. */
const ALWAYS_TOLD: Severity = "P1";

const HANDED = { lead: "incident lead", communications: "communications lead" };

/** Who is told of these events, the last of the incident's. Of drills and tests nobody is. */
export function peopleTold(
	incident: Incident,
	plan: Plan,
	events: readonly StoredEvent[],
	now: Instant,
): PersonTold[] {
	if (incident.drill || incident.source.kind === "test") return [];
	return events.flatMap((event): PersonTold[] => {
		const { seq, at } = event;
		if (at < now - FRESH_MS) return [];
		const severity = event.type === "triggered" ? event.data.severity : severityThen(incident, events, seq);
		const told = (what: ToldOf, readers: Reader[], message = "") => {
			const hoursOpenAt = heldUntil(plan, severity, now);
			return readers.map((reader) => {
				const notBefore = notInQuiet(plan, severity, reader, hoursOpenAt ?? now) ?? hoursOpenAt;
				return { seq, ...reader, what, message, notBefore };
			});
		};
		switch (event.type) {
			case "triggered":
			case "reopened":
				return told(
					"began",
					[...named(plan, severity), ...stakeholders(plan, severity === ALWAYS_TOLD)].filter(once),
				);
			case "severity_changed":
				return told("began", newlyTold(plan, event.data.from, event.data.to));
			case "update_published":
				return told(
					"update",
					[...named(plan, severity), ...stakeholders(plan, true)].filter(once),
					event.data.message,
				);
			case "handover_offered":
				return [{ ...handover(event), seq }];
			case "handover_suggested":
				return [{ ...atOnce(event.data.leadId, "suggested", suggestionWords(event.data)), seq }];
			case "responder_answered":
			case "page_answered":
				return declined(incident, event).map((one) => ({ ...one, seq }));
			case "resolved": {
				const areTold = severity === ALWAYS_TOLD || incident.hasUpdates;
				return told("ended", [...named(plan, severity), ...stakeholders(plan, areTold)].filter(once));
			}
			default:
				return [];
		}
	});
}

/** Asked at any hour: whoever hands over waits for the answer. */
function handover({ actor, data }: StoredEvent & { type: "handover_offered" }): Omit<PersonTold, "seq"> {
	return atOnce(data.userId, "handover", `${actor.name} asks you to take over as ${HANDED[data.role]}.`);
}

const atOnce = (userId: string, what: ToldOf, message: string): Omit<PersonTold, "seq"> => ({
	...{ userId, channel: null, what, message, notBefore: null },
});

const suggestionWords = ({ userName }: EventData["handover_suggested"]): string =>
	`Your shift ended. Hand over to ${userName}? Open the incident to ask them.`;

/** Whoever asked for somebody who does not come. */
function declined(
	{ calledIn }: Incident,
	event: StoredEvent & { type: "responder_answered" | "page_answered" },
): Omit<PersonTold, "seq">[] {
	const { userId, answer } = event.data;
	const called = calledIn.get(userId ?? "");
	const isDeclined = answer === "declined" || (answer === "cannot_take_it" && event.data.level === 0);
	if (!called || !isDeclined || called.by.kind !== "user" || called.by.id === null) return [];
	const { reason = null } = event.type === "responder_answered" ? event.data : {};
	const why = reason === null ? "." : `: ${reason}`;
	return [atOnce(called.by.id, "declined", `${called.userName} can’t come${why}`)];
}

/** Whoever a new severity names and the one before it did not. */
function newlyTold(plan: Plan, from: Severity, to: Severity): Reader[] {
	const known = named(plan, from).map(({ userId }) => userId);
	const isNew = to === ALWAYS_TOLD && from !== ALWAYS_TOLD;
	const all = [...named(plan, to), ...stakeholders(plan, isNew)].filter(once);
	return all.filter(({ userId }) => !known.includes(userId));
}

const named = ({ severityPolicy }: Plan, severity: Severity): Reader[] =>
	ruleFor(severityPolicy, severity).notifyUserIds.map((userId) => ({ userId, channel: null }));

function stakeholders(plan: Plan, areTold: boolean): Reader[] {
	if (!areTold) return [];
	const ofOrganization = (plan.stakeholders ?? []).map(({ userId = null, channel }) =>
		userId === null ? { userId: channel, channel: null } : { userId, channel },
	);
	const ofService = (plan.service.notifyUserIds ?? []).map((userId) => ({ userId, channel: null }));
	return [...ofService, ...ofOrganization];
}

/** Whom two lists name is told once, by the first. */
const once = (reader: Reader, i: number, all: Reader[]): boolean =>
	all.findIndex(({ userId }) => userId === reader.userId) === i;

/** When the quiet hours end that this person has at `at`; null: none run, or it is as bad as to be told in them. */
function notInQuiet(plan: Plan, severity: Severity, { userId }: Reader, at: Instant): Instant | null {
	return waitsWhileQuiet(severity) ? quietEnd(plan, userId, at) : null;
}

/** A P1 is told at any hour; anything else waits for the hours of the service, where it has some. */
function heldUntil(plan: Plan, severity: Severity, now: Instant): Instant | null {
	if (severity === ALWAYS_TOLD) return null;
	const hours = hoursOf(plan);
	const at = hours ? opensAt(hours, now) : now;
	return at > now ? at : null;
}
