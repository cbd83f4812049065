import { sendsReceipts } from "../../paging/channels/traits.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";

/** Without a receipt, a person's next method follows after this long. */
export const FALLBACK_DELAY_SECONDS = 20;

/** From when on a page may leave: when it was queued, or when the quiet hours end that it waits for. */
export const beginsAt = ({ quietUntil, queuedAt }: Page): Instant => quietUntil ?? queuedAt;

const NEVER = Number.POSITIVE_INFINITY;

/**
 * When the first request of a waiting page is due: by the person's own delay, and sooner once all of their earlier
 * methods are given up. One is given up when it failed, or when 20 s after it began nothing says that it may have
 * arrived. Never later than the person's own delay, and never before the method that comes first.
 */
export function firstRequestAt(incident: Incident, page: Page): Instant {
	if (page.dueAt <= page.queuedAt) return page.dueAt;
	let earlierGivenUpAt: Instant | null = null;
	for (const [ruleAt, together] of callInOrder(incident, page)) {
		const dueAt = Math.min(ruleAt, earlierGivenUpAt ?? ruleAt);
		if (ruleAt >= page.dueAt) return dueAt;
		earlierGivenUpAt = Math.max(...together.map((other) => givenUpAt(other, dueAt)), earlierGivenUpAt ?? 0);
	}
	return page.dueAt;
}

/** The pages of one call, those of one delay together, the earliest first. */
function callInOrder(incident: Incident, page: Page): [Instant, Page[]][] {
	const call = [...incident.pages.values()].filter((other) => isSameCall(page, other));
	return [...Map.groupBy(call, ({ dueAt }) => dueAt)].sort(([a], [b]) => a - b);
}

function givenUpAt(page: Page, dueAt: Instant): Instant {
	const silentAt = dueAt + seconds(FALLBACK_DELAY_SECONDS);
	// It may fail long after it was given up.
	if (page.state === "failed") return Math.min(page.lastAttemptAt ?? dueAt, silentAt);
	const wasTaken = page.state === "accepted" || page.state === "unconfirmed";
	const mayArrive = wasTaken && !sendsReceipts(page.kind);
	const isSilent = page.attempts > 0 && (page.state === "queued" || wasTaken) && !mayArrive;
	return isSilent ? silentAt : NEVER;
}

/** Two pages of one call for one person: same epoch, run, round and level. */
export function isSameCall(a: Page, b: Page): boolean {
	return (
		a.epoch === b.epoch &&
		a.run === b.run &&
		a.round === b.round &&
		a.level === b.level &&
		a.userId === b.userId
	);
}
