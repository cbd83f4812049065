import { sendsReceipts, showsUntilTold } from "../../paging/channels/traits.ts";
import { cut, type Notice, TITLE_LIMIT } from "../../paging/rules/payload.ts";
import { acknowledgedBy, resolvedNow, SECOND_NEEDED } from "../../platform/rules/phrases.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { StoredEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";

/** A phone that hears of it later than this is told nothing: its page is long gone from the push service too. */
export const TOLD_WITHIN_MS = hours(1);

/**
 * What made a page on a lock screen void: somebody has the incident, or it is over; for the first of two people who are
 * needed, their own acknowledgement.
 */
export type Settled = Extract<
	StoredEvent,
	{ type: "first_acknowledged" | "acknowledged" | "resolved" | "merged" }
>;

/** False once somebody has to answer again, or something newer is to be told. */
export const stillHolds = (incident: Incident, { type, at }: Settled): boolean =>
	settledAs(incident) === type && (type !== "first_acknowledged" || incident.firstAcknowledgement?.at === at);

/** What settles it as it stands; null: everybody who was paged may still have to answer. */
function settledAs({ state, firstAcknowledgement, mergedInto }: Incident): Settled["type"] | null {
	if (state === "triggered") return firstAcknowledgement && "first_acknowledged";
	return mergedInto === null ? state : "merged";
}

/** The newest of these events that still holds, and is young enough to be told. Null: a page may still have to be answered. */
export function settledBy(incident: Incident, events: readonly StoredEvent[], now: Instant): Settled | null {
	const type = incident.source.kind === "test" ? null : settledAs(incident);
	const last = events.findLast((event): event is Settled => event.type === type);
	return last && now - last.at < TOLD_WITHIN_MS ? last : null;
}

/**
 * The pages that told somebody what is no longer so: by every method of a person the last one that left, in this epoch,
 * by itself and in a bundle;
 * phones first. The phone that acknowledged by its page says itself what became of it; what repeats by itself may be of
 * an earlier page. What cannot be replaced where it was read is told once for each page that arrived there (`told`), and
 * not to whoever did it; a message that is edited says it by itself. The first of two is told alone, and of a call of theirs
 * nothing: that one is still to be answered.
 */
export function pagesToReplace(
	{ pages, epoch }: Incident,
	settled: Settled,
	told: ReadonlySet<string> = new Set(),
): Page[] {
	const { type, actor, data } = settled;
	const answered = type === "acknowledged" || type === "first_acknowledged" ? data.pageId : null;
	const byMethod = new Map<string, Page>();
	for (const page of pages.values())
		if (page.epoch === epoch && page.userId !== null && page.attempts > 0)
			byMethod.set(`${page.methodId} ${page.bundle ? "bundled" : "alone"}`, page);
	const concerns = ({ level, userId }: Page) =>
		type !== "first_acknowledged" || (level > 0 && userId === actor.id);
	const last = [...byMethod.values()].filter((page) => page.state !== "failed" && concerns(page));
	const [phones, others] = [last.filter(isOnPhone), last.filter((page) => !isOnPhone(page))];
	const isByThem = ({ id, userId }: Page) =>
		id === answered || (actor.kind === "user" && actor.id === userId);
	return [
		...phones.filter(({ id, kind, bundle }) => id !== answered || !sendsReceipts(kind) || bundle),
		...others.filter(
			(page) => page.acceptedAt !== null && page.place === undefined && !told.has(page.id) && !isByThem(page),
		),
	];
}

/** A newer word takes the place of a page there, or ends what repeats it. */
export const isOnPhone = ({ kind }: Page): boolean => showsUntilTold(kind);

/** What takes the place of a page on the phone of `userId`. The same for every try. */
export function settledNotice(
	incident: Incident,
	{ type, seq, actor }: Settled,
	userId: string,
	navigate: string,
): Notice {
	const { id, number, severity, title, service } = incident;
	const isTheirs = actor.kind === "user" && actor.id === userId;
	const by = actor.kind === "user" ? ` · by ${isTheirs ? "you" : actor.name}` : "";
	const isOver = type === "resolved" || type === "merged";
	const end = type === "merged" ? `Merged: ${title}` : resolvedNow(title);
	const answer =
		type === "first_acknowledged"
			? `You acknowledged, ${SECOND_NEEDED}`
			: acknowledgedBy(isTheirs ? "you" : actor.name);
	return {
		kind: isOver ? "resolved" : "acknowledged",
		noticeId: `${id}:${seq}`,
		subjectId: id,
		incidentId: id,
		title: cut(isOver ? end : answer, TITLE_LIMIT),
		body: isOver ? `${number > 0 ? `#${number} · ` : ""}${service.name}${by}` : `${severity} · ${title}`,
		navigate,
		ttlSeconds: TOLD_WITHIN_MS / 1_000,
	};
}
