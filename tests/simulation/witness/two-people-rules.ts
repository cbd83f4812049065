/** Levels that need two people, by the words of the timeline alone. */
import type { IncidentRecord, SeenEvent, SeenPage } from "./incident-record.ts";
import type { Accuse, PolicyFacts } from "./timeline-rules.ts";

const EARLY_MS = 1_000;

const handOf = ({ actor }: SeenEvent): string => (actor.kind === "user" ? String(actor.id) : "tool");

/** Takes in one more event, before its state is taken in, and says where one person passed for two. */
export function takeTwoPeople(
	record: IncidentRecord,
	event: SeenEvent,
	policy: PolicyFacts,
	say: Accuse,
): void {
	record.firstBefore = record.first;
	switch (event.type) {
		case "first_acknowledged":
			if (record.state !== "triggered") say("legal", `while ${record.state}`);
			if (record.first !== null) say("twoPeople", `${record.first} was the first`);
			record.first = handOf(event);
			return;
		case "acknowledged":
			judge(record, event, policy, say);
			record.first = null;
			return;
		case "reopened":
			if (event.data.undone) record.undoneSeq = event.seq;
			record.first = null;
			return;
		case "unacknowledged":
		case "resolved":
		case "merged":
			record.first = null;
	}
}

function judge(record: IncidentRecord, event: SeenEvent, policy: PolicyFacts, say: Accuse): void {
	const place = record.place();
	const levels =
		record.places.length > 0
			? record.places.filter(({ skipped }) => !skipped).map(({ level }) => level)
			: [1];
	const needsTwo = levels.some((level) => (policy.needs[level - 1] ?? 1) > 1);
	if (record.first === null) {
		if (needsTwo && record.severity !== "P4" && record.undoneSeq !== event.seq - 1)
			say("twoPeople", `${handOf(event)} alone`);
		return;
	}
	if (!event.data.alone) {
		if (handOf(event) === record.first) say("twoPeople", `${record.first} twice`);
		return;
	}
	const since = Math.max(place?.pagedAt ?? place?.queuedAt ?? 0, record.severityChangedAt);
	const delayMs = place?.empty ? 0 : (policy.delaysMs[(place?.level ?? 1) - 1] ?? 0);
	if (record.severity !== "P4" && event.at < since + delayMs - EARLY_MS)
		say("twoPeople", `${record.first} alone, ${since + delayMs - event.at} ms early`);
}

/** A page of the ladder to whoever is the first of two. */
export const isToFirst = (record: IncidentRecord, page: SeenPage): boolean =>
	record.first !== null && page.userId === record.first && page.level > 0;
