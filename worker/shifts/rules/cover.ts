import { shiftsBetween } from "../../oncall/rules/rotation.ts";
import type { Schedule } from "../../oncall/rules/schedule.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";

export const COVER_STATES = ["open", "taken", "withdrawn", "expired"] as const;
export type CoverState = (typeof COVER_STATES)[number];
export const ASKED_KINDS = ["user", "team", "anyone"] as const;
/** Who may take a shift over. `id` is null for anyone. */
export interface Asked {
	kind: (typeof ASKED_KINDS)[number];
	id: string | null;
}

/**
 * That somebody asks others to take a shift of theirs, or a part of it. With a return it is the offer of a swap: whoever
 * is asked, a person then, gives a shift of theirs in the same schedule for it.
 */
export interface CoverRequest {
	startsAt: Instant;
	endsAt: Instant;
	returnStartsAt: Instant | null;
	returnEndsAt: Instant | null;
	userId: string;
	asked: Asked;
	state: CoverState;
	createdAt: Instant;
}

export const COVER_NEWS = ["asked", "reminder", "taken", "withdrawn", "expired"] as const;
export type CoverNews = (typeof COVER_NEWS)[number];

/** What is to be done for a request by now: who is told what, and when it is to be looked at next (null: never). */
export interface CoverStep {
	news: { what: CoverNews; to: "asker" | "asked" }[];
	expires: boolean;
	dueAt: Instant | null;
}

const REMINDS_BEFORE_MS = hours(24);

/** When the asker hears that nobody has taken it yet: a day before it starts, or halfway where there is less time. */
export function remindsAt({ startsAt, createdAt }: Pick<CoverRequest, "startsAt" | "createdAt">): Instant {
	return startsAt - Math.min(REMINDS_BEFORE_MS, Math.max(0, startsAt - createdAt) / 2);
}

/** From then on it cannot be taken: one of its shifts has passed. */
export const closesAt = ({ endsAt, returnEndsAt }: Pick<CoverRequest, "endsAt" | "returnEndsAt">): Instant =>
	Math.min(endsAt, returnEndsAt ?? endsAt);

/** What is told already is listed again: it is noted once, whoever notes it. */
export function coverStep(request: CoverRequest, now: Instant): CoverStep {
	const done = (news: CoverStep["news"]): CoverStep => ({ news, expires: false, dueAt: null });
	switch (request.state) {
		case "taken":
			return done([
				{ what: "taken", to: "asker" },
				{ what: "taken", to: "asked" },
			]);
		case "withdrawn":
			return done([{ what: "withdrawn", to: "asked" }]);
		case "expired":
			return done([{ what: "expired", to: "asker" }]);
		case "open":
			return openStep(request, now);
	}
}

function openStep(request: CoverRequest, now: Instant): CoverStep {
	const closes = closesAt(request);
	if (now >= closes) return { news: [{ what: "expired", to: "asker" }], expires: true, dueAt: null };
	const asked = { what: "asked", to: "asked" } as const;
	// A shift that has begun is no news to whoever has it.
	const reminds = request.startsAt > request.createdAt ? Math.min(remindsAt(request), closes) : closes;
	if (now < reminds) return { news: [asked], expires: false, dueAt: reminds };
	const reminder = { what: "reminder", to: "asker" } as const;
	const isLate = reminds < closes;
	return { news: isLate ? [asked, reminder] : [asked], expires: false, dueAt: closes };
}

/** Whether this person may take it: asked for, and not the asker. */
export function mayTake(
	request: Pick<CoverRequest, "userId" | "asked">,
	userId: string,
	teamIds: readonly string[],
): boolean {
	if (userId === request.userId) return false;
	const { kind, id } = request.asked;
	if (kind === "anyone") return true;
	return kind === "user" ? id === userId : id !== null && teamIds.includes(id);
}

/**
 * Whom a request is told to, the asker left out. Where anyone may take it: those who take turns in the schedule, so that
 * nobody is told who has nothing to do with it; all responders where there is nobody else.
 */
export function toldOf(
	request: Pick<CoverRequest, "userId" | "asked">,
	known: { schedule: Pick<Schedule, "layers">; members: readonly string[]; responders: readonly string[] },
): string[] {
	const others = (ids: readonly string[]) =>
		[...new Set(ids)].filter((id) => id !== request.userId && known.responders.includes(id));
	const { kind, id } = request.asked;
	if (kind === "user") return others(id === null ? [] : [id]);
	if (kind === "team") return others(known.members);
	const inSchedule = others(known.schedule.layers.flatMap(({ userIds }) => userIds));
	return inSchedule.length > 0 ? inSchedule : others(known.responders);
}

/**
 * Whether both still have to give what the request is about, from `now` on: the asker the shift, and in a swap whoever
 * takes it the return. `schedule` has the overrides of the earlier of the two.
 */
export function canBeGiven(
	request: Pick<CoverRequest, "startsAt" | "endsAt" | "returnStartsAt" | "returnEndsAt" | "userId">,
	takerId: string,
	schedule: Schedule,
	now: Instant,
): { shift: boolean; inReturn: boolean } {
	const { startsAt, endsAt, returnStartsAt, returnEndsAt, userId } = request;
	return {
		shift: hasAll(schedule, userId, Math.max(now, startsAt), endsAt),
		inReturn:
			returnStartsAt === null ||
			returnEndsAt === null ||
			hasAll(schedule, takerId, Math.max(now, returnStartsAt), returnEndsAt),
	};
}

/** Whether this person is on call for the whole of it, and so has something to give. */
export function hasAll(schedule: Schedule, userId: string, from: Instant, to: Instant): boolean {
	const shifts = shiftsBetween(schedule, from, to);
	return shifts.length > 0 && shifts.every((shift) => shift.userId === userId);
}

export interface CoverWords {
	what: CoverNews;
	asker: string;
	taker: string | null;
	scheduleName: string;
	/** "Mon Nov 30 09:00 to 17:00", on the clocks of whoever reads it. */
	when: string;
	/** The same of what the asker takes in a swap; null where nothing is given for it. */
	inReturn: string | null;
	note: string;
}

/** What a phone shows: first who wants what, then when. */
export function coverWords(words: CoverWords): { title: string; body: string } {
	const { what, asker, taker, scheduleName, when, inReturn, note } = words;
	const about = `${scheduleName}: ${when}`;
	if (inReturn !== null) return swapWords(words, `${about}. In return, ${asker} takes ${inReturn}`);
	switch (what) {
		case "asked":
			return { title: `${asker} asks you to cover a shift`, body: note === "" ? about : `${about}. ${note}` };
		case "reminder":
			return { title: "No one has taken your shift yet", body: about };
		case "taken":
			return { title: `${taker ?? "Someone"} covers ${asker}’s shift`, body: about };
		case "withdrawn":
			return { title: `${asker} no longer needs cover`, body: about };
		case "expired":
			return { title: "No one covered your shift", body: about };
	}
}

function swapWords({ what, asker, taker, note }: CoverWords, about: string): { title: string; body: string } {
	switch (what) {
		case "asked":
			return { title: `${asker} offers to swap shifts`, body: note === "" ? about : `${about}. ${note}` };
		case "reminder":
			return { title: "Your offer to swap has no answer yet", body: about };
		case "taken":
			return { title: `${taker ?? "Someone"} and ${asker} swap shifts`, body: about };
		case "withdrawn":
			return { title: `${asker} no longer offers to swap`, body: about };
		case "expired":
			return { title: "No one accepted your swap", body: about };
	}
}

/** Whether a word still tells how things are, when it is about to be sent. */
export function isNews(what: CoverNews, state: CoverState): boolean {
	return what === "asked" || what === "reminder" ? state === "open" : what === state;
}
