import type { EventData, IncidentEvent, NewEvent } from "../../worker/incidents/rules/events.ts";
import type { PageRef } from "../../worker/incidents/rules/page-ref.ts";
import { DEFAULT_SEVERITY_POLICY, ruleFor } from "../../worker/paging/rules/severity.ts";
import { type Actor, SYSTEM } from "../../worker/platform/rules/caller.ts";
import { idOf } from "../../worker/platform/rules/id.ts";
import { days, minutes, seconds, toWire } from "../../worker/platform/rules/time.ts";
import type { Story } from "./stories.ts";

/** What a story needs of the demo world as it was seeded. */
export interface Cast {
	service: { id: string; name: string };
	component: { id: string; name: string };
	responders: { id: string; name: string; method: { id: string; name: string } }[];
}

const REGIONS = ["weur", "enam", "apac"];
const ESCALATES_AFTER_SECONDS = 60;

/** A story as the timeline that Tocsin would have written, from `triggered` to `resolved`. Deterministic. */
export function timelineOf(
	story: Story,
	number: number,
	cast: Cast,
	mark: string,
	now: number,
): IncidentEvent[] {
	const { by } = peopleOf(story, cast);
	const startedAt = instantOf(story, now);
	const ids = (kind: "incident" | "page" | "update", step: number) =>
		idOf(kind, ulidAt(startedAt + step, mark));
	const told: { at: number; event: NewEvent }[] = [
		{
			at: startedAt,
			event: {
				type: "triggered",
				actor: monitor(cast),
				data: opening(story, number, cast, startedAt, ids("incident", 0)),
			},
		},
		...pagesOf(story, cast, startedAt, (level) => ids("page", level)),
		{
			at: startedAt + seconds(story.afterSeconds),
			event: { type: "acknowledged", actor: by, data: { pageId: null, occurredAt: null, becomesLead: true } },
		},
		...story.told.map((said, i) => ({
			at: startedAt + minutes(said.minute),
			event: saidEvent(said, by, ids("update", i + 1)),
		})),
		{
			at: startedAt + minutes(story.lastsMinutes),
			event: { type: "resolved", actor: monitor(cast), data: { note: null, disposition: null } },
		},
	];
	told.sort((a, b) => a.at - b.at);
	return told.map(({ at, event }, i) => ({ ...event, at, seq: i + 1 }));
}

function opening(
	story: Story,
	number: number,
	cast: Cast,
	startedAt: number,
	incidentId: string,
): EventData["triggered"] {
	const rule = ruleFor(DEFAULT_SEVERITY_POLICY, story.severity);
	return {
		incidentId,
		number,
		title: `${cast.service.name} is down in 3 of 3 regions`,
		description: null,
		severity: story.severity,
		urgency: rule.urgency,
		service: cast.service,
		component: cast.component,
		publicTitle: null,
		source: { kind: "monitor", id: null, name: cast.service.name },
		detectedAt: toWire(startedAt - 4_180),
		firstPageAt: toWire(startedAt),
		public: rule.publish === "automatic",
		publicUpdateEverySeconds: rule.publicUpdateEverySeconds,
		drill: false,
		evidence: REGIONS.map((region) => ({
			region,
			outcome: "down",
			reason: reasonOf(story),
			detail: story.evidence,
		})),
	};
}

/** Level 1 rings whoever was on call; after a minute without an answer level 2 rings the one who then took it. */
function pagesOf(story: Story, cast: Cast, startedAt: number, pageId: (level: number) => string) {
	const { person, other } = peopleOf(story, cast);
	const late = story.afterSeconds > ESCALATES_AFTER_SECONDS;
	const first = pageEvents(late ? other : person, pageId(1), 1, startedAt);
	if (!late) return first;
	const secondAt = startedAt + seconds(ESCALATES_AFTER_SECONDS);
	const escalated: NewEvent = {
		type: "escalated",
		actor: SYSTEM,
		data: {
			run: 1,
			round: 1,
			level: 2,
			targets: person ? [{ kind: "user", id: person.id }] : [],
			reason: "not_acknowledged",
		},
	};
	return [...first, { at: secondAt, event: escalated }, ...pageEvents(person, pageId(2), 2, secondAt + 1)];
}

function pageEvents(
	person: Cast["responders"][number] | undefined,
	pageId: string,
	level: number,
	at: number,
) {
	if (!person) return [];
	const ref: PageRef = {
		pageId,
		userId: person.id,
		methodId: person.method.id,
		level,
		round: 1,
		run: 1,
		attempt: 1,
	};
	const queued: EventData["page_queued"] = {
		...ref,
		attempt: 0,
		userName: person.name,
		methodKind: "push",
		methodName: person.method.name,
		urgency: "high",
		dueAt: toWire(at),
		unlessReceived: false,
	};
	const user: Actor = { kind: "user", id: person.id, name: person.name };
	const events: { at: number; event: NewEvent }[] = [
		{ at: at + 3, event: { type: "page_queued", actor: SYSTEM, data: queued } },
		{ at: at + 6, event: { type: "page_attempted", actor: SYSTEM, data: ref } },
		{ at: at + 148, event: { type: "page_accepted", actor: SYSTEM, data: { ...ref, tookMs: 142 } } },
		{ at: at + 910, event: { type: "page_received", actor: user, data: ref } },
	];
	return events;
}

function saidEvent(said: Story["told"][number], by: Actor, updateId: string): NewEvent {
	if ("note" in said) return { type: "note_added", actor: by, data: { text: said.note } };
	return {
		type: "update_published",
		actor: by,
		data: {
			updateId,
			audience: "public",
			status: said.status,
			message: said.update,
			nextUpdateDueAt: null,
			estimatedResolutionAt: null,
		},
	};
}

function peopleOf(story: Story, cast: Cast) {
	const person = cast.responders.find((one) => one.name === story.by);
	const other = cast.responders.find((one) => one.name !== story.by);
	const by: Actor = { kind: "user", id: person?.id ?? null, name: story.by };
	return { person, other, by };
}

function monitor(cast: Cast): Actor {
	return { kind: "monitor", id: null, name: cast.service.name };
}

function reasonOf(story: Story): string {
	if (story.evidence.startsWith("timed out")) return "timeout";
	return story.evidence.startsWith("connection") ? "reset" : "status";
}

function instantOf(story: Story, now: number): number {
	const midnight = Math.floor(now / days(1)) * days(1) - days(story.daysAgo);
	const [hour = 0, minute = 0, second = 0] = story.at.split(":").map(Number);
	return midnight + minutes(hour * 60 + minute) + seconds(second);
}

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID of that instant whose chance part is fixed: the same past has the same names. */
function ulidAt(at: number, mark: string): string {
	let time = "";
	for (let i = 0, rest = at; i < 10; i++, rest = Math.floor(rest / 32)) time = `${DIGITS[rest % 32]}${time}`;
	return `${time}${mark.padStart(16, "0")}`;
}
