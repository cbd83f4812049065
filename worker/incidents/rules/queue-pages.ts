import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, seconds, toWire } from "../../platform/rules/time.ts";
import { cancelled } from "./cancel.ts";
import type { NewEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Page, UpdateAbout } from "./incident-types.ts";
import { findPage, isPending, type PlannedPage } from "./page.ts";

/** Makes the identifier of a page; rules have no chance of their own. */
export type NewPageId = () => string;

export type Place = { run: number; round: number; level: number };

/**
 * The pages of a place of the ladder; those that were queued before are left out. One that waits for quiet hours to end
 * takes the place of an older one by the same method that does: nobody wakes up to a page for every round of the night.
 */
export function queueAt(
	incident: Incident,
	pages: PlannedPage[],
	place: Place,
	now: Instant,
	newPageId: NewPageId,
	about?: UpdateAbout,
): NewEvent[] {
	return pages.flatMap((page): NewEvent[] => {
		const { userId, methodId, delaySeconds, quietUntil, ...rest } = page;
		if (findPage(incident, { epoch: incident.epoch, ...place, userId, methodId })) return [];
		const dueAt = toWire((quietUntil ?? now) + seconds(delaySeconds));
		const ref = { pageId: newPageId(), userId, methodId, ...place, attempt: 0 };
		const held = quietUntil === null ? {} : { quietUntil: toWire(quietUntil) };
		const data = { ...ref, ...rest, urgency: incident.urgency, dueAt, ...held, ...(about && { about }) };
		const older = quietUntil === null ? [] : waitingInQuiet(incident, place.run, page);
		return [
			...older.map((each) => cancelled(each, "superseded", SYSTEM)),
			{ type: "page_queued", actor: SYSTEM, data },
		];
	});
}

/**
 * Pages outside the ladder. Each call of a person is one of its own, numbered by `round`, so that somebody who was called
 * before is called again; a call about the same that has not gone out yet stands for this one too.
 */
export function queuePages(
	incident: Incident,
	pages: PlannedPage[],
	run: number,
	now: Instant,
	newPageId: NewPageId,
	about?: UpdateAbout,
): NewEvent[] {
	const earlier = [...incident.pages.values()].filter(
		(page) => page.epoch === incident.epoch && page.run === run && page.level === 0,
	);
	return pages.flatMap((page) => {
		const own = earlier.filter((each) => each.userId === page.userId);
		const isWaiting = own.some(
			(each) =>
				each.methodId === page.methodId &&
				each.about === undefined &&
				about === undefined &&
				isPending(each) &&
				each.attempts === 0,
		);
		const round = Math.max(0, ...own.map((each) => each.round)) + 1;
		return isWaiting ? [] : queueAt(incident, [page], { run, round, level: 0 }, now, newPageId, about);
	});
}

function waitingInQuiet({ epoch, pages }: Incident, run: number, { userId, methodId }: PlannedPage): Page[] {
	return [...pages.values()].filter(
		(page) =>
			page.epoch === epoch &&
			page.run === run &&
			page.userId === userId &&
			page.methodId === methodId &&
			page.quietUntil !== undefined &&
			isPending(page) &&
			page.attempts === 0,
	);
}
