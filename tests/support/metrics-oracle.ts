/** What metrics must say, found by the plainest means: no sorting tricks, no running state, a minute at a time. */
import type { IncidentEvent } from "../../worker/incidents/rules/events.ts";
import { fromWire, minutes } from "../../worker/platform/rules/time.ts";

type Of<T extends IncidentEvent["type"]> = Extract<IncidentEvent, { type: T }>;

const all = <T extends IncidentEvent["type"]>(events: IncidentEvent[], type: T): Of<T>[] =>
	events.filter((event): event is Of<T> => event.type === type);

const begunBy = (events: IncidentEvent[]): Of<"triggered"> => all(events, "triggered")[0]!;
const isCounted = (events: IncidentEvent[]): boolean =>
	!begunBy(events).data.drill && all(events, "merged").length === 0;

function resolvedAt(events: IncidentEvent[]): number | null {
	const [end, start] = [all(events, "resolved").at(-1), all(events, "reopened").at(-1)];
	return end && (!start || start.seq < end.seq) ? end.at : null;
}

const acknowledgedAt = (events: IncidentEvent[]): number | null => all(events, "acknowledged")[0]?.at ?? null;

export const severityOf = (events: IncidentEvent[]): string =>
	all(events, "severity_changed").at(-1)?.data.to ?? begunBy(events).data.severity;

const long = (from: number | null, to: number | null): number[] =>
	from === null || to === null ? [] : [to > from ? to - from : 0];

/** The least value that at least this part of all values does not exceed. */
function rank(values: number[], part: number): number | null {
	const fits = values.filter(
		(value) => values.filter((v) => v <= value).length * 100 >= part * values.length,
	);
	return values.length === 0 ? null : Math.min(...fits);
}

export function spreadBy(values: number[]) {
	const sum = values.reduce((a, b) => a + b, 0);
	return {
		count: values.length,
		meanMs: values.length === 0 ? null : Math.round(sum / values.length),
		medianMs: rank(values, 50),
		p90Ms: rank(values, 90),
	};
}

export function timesBy(timelines: IncidentEvent[][]) {
	const some = timelines.filter(isCounted);
	const triggered = (events: IncidentEvent[]) => begunBy(events).at;
	const detected = (events: IncidentEvent[]) => fromWire(begunBy(events).data.detectedAt);
	return {
		mttd: spreadBy(some.flatMap((e) => long(detected(e), triggered(e)))),
		mtta: spreadBy(some.flatMap((e) => long(triggered(e), acknowledgedAt(e)))),
		mttr: spreadBy(some.flatMap((e) => long(triggered(e), resolvedAt(e)))),
		fix: spreadBy(some.flatMap((e) => long(acknowledgedAt(e), resolvedAt(e)))),
		mttf: spreadBy(some.flatMap((e, index) => gapBefore(some, e, index))),
	};
}

/** From the last end of all that began before it, if all of them had ended. */
function gapBefore(some: IncidentEvent[][], events: IncidentEvent[], index: number): number[] {
	const { at, data } = begunBy(events);
	const earlier = some.filter((other, place) => {
		const begun = begunBy(other);
		return begun.data.service.id === data.service.id && (begun.at < at || (begun.at === at && place < index));
	});
	const ends = earlier.map((other) => resolvedAt(other) ?? Number.POSITIVE_INFINITY);
	return earlier.length > 0 && Math.max(...ends) <= at ? [at - Math.max(...ends)] : [];
}

/** Calls of people: who, when it first left. */
function callsOf(events: IncidentEvent[]): { userId: string; at: number }[] {
	const seen = new Set<string>();
	return all(events, "page_attempted").flatMap(({ data, seq, at }) => {
		const queued = all(events, "page_queued").find((q) => q.data.pageId === data.pageId)!;
		const epoch = all(events, "reopened").filter((event) => event.seq < queued.seq).length;
		const call = JSON.stringify([epoch, data.run, data.round, data.level, data.userId]);
		if (data.userId === null || seen.has(call)) return [];
		seen.add(call);
		return [{ userId: data.userId, at, seq }];
	});
}

/** Pages by person and by their weekday and hour, "ana Mon 03". */
export function pagesBy(timelines: IncidentEvent[][], zoneOf: (userId: string) => string): string[] {
	const calls = timelines.filter(isCounted).flatMap(callsOf);
	return calls.map(({ userId, at }) => `${userId} ${wallOf(at, zoneOf(userId))}`).sort();
}

function wallOf(at: number, timeZone: string): string {
	const format = new Intl.DateTimeFormat("en-US", {
		timeZone,
		weekday: "short",
		hour: "2-digit",
		hourCycle: "h23",
	});
	const parts = format.formatToParts(at);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
	return `${part("weekday")} ${part("hour")}`;
}

/** Every promise with the first event that ends it; what released from it in time counts for nothing. */
export function promisesBy(timelines: IncidentEvent[][]): { kept: number; late: number } {
	const outcomes = timelines.filter(isCounted).flatMap((events) =>
		events.flatMap((event) => {
			const dueAt = promisedBy(events, event);
			const end = events.find((later) => later.seq > event.seq && endsPromise(later));
			if (dueAt === null || !end || !isPublicBefore(events, end.seq)) return [];
			if (end.at > dueAt) return ["late"];
			return end.type === "update_published" ? ["kept"] : [];
		}),
	);
	const of = (word: string) => outcomes.filter((outcome) => outcome === word).length;
	return { kept: of("kept"), late: of("late") };
}

const endsPromise = (event: IncidentEvent): boolean =>
	["severity_changed", "update_overdue", "resolved", "reopened"].includes(event.type) ||
	(event.type === "update_published" && event.data.audience === "public");

function promisedBy(events: IncidentEvent[], event: IncidentEvent): number | null {
	const after = (every: number | null) => (every === null ? null : event.at + every * 1_000);
	switch (event.type) {
		case "triggered":
		case "severity_changed":
			return after(event.data.publicUpdateEverySeconds);
		case "reopened": {
			const rule = events.findLast(
				(e): e is Of<"triggered" | "severity_changed"> =>
					e.seq < event.seq && (e.type === "triggered" || e.type === "severity_changed"),
			);
			return after(rule?.data.publicUpdateEverySeconds ?? null);
		}
		case "update_published": {
			const { audience, nextUpdateDueAt } = event.data;
			return audience === "public" && nextUpdateDueAt !== null ? fromWire(nextUpdateDueAt) : null;
		}
		default:
			return null;
	}
}

function isPublicBefore(events: IncidentEvent[], seq: number): boolean {
	if (begunBy(events).data.component === null) return false;
	return events.some(
		(e) =>
			e.seq < seq &&
			(((e.type === "triggered" || e.type === "severity_changed") && e.data.public) ||
				(e.type === "update_published" && e.data.audience === "public")),
	);
}

/** Minutes in which the service was down, weighted, looked at one by one. Everything lies on whole minutes. */
export function lostMsBy(
	timelines: IncidentEvent[][],
	serviceId: string,
	from: number,
	until: number,
): number {
	const own = timelines.filter(
		(events) => isCounted(events) && begunBy(events).data.service.id === serviceId,
	);
	const spans = own.map((events) => ({
		severity: severityOf(events),
		from: fromWire(begunBy(events).data.detectedAt),
		to: resolvedAt(events) ?? until,
	}));
	let [whole, partial] = [0, 0];
	for (let at = from; at < until; at += minutes(1)) {
		const now = spans.filter((span) => span.from <= at && at < span.to).map(({ severity }) => severity);
		if (now.includes("P1")) whole++;
		else if (now.includes("P2")) partial++;
	}
	return Math.round(minutes(whole) + 0.5 * minutes(partial));
}

/** How many began on each day of the zone, days without any left out. */
export function daysBy(timelines: IncidentEvent[][], timeZone: string): Record<string, number> {
	const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
	const counts: Record<string, number> = {};
	for (const events of timelines.filter(isCounted)) {
		const day = format.format(begunBy(events).at);
		counts[day] = (counts[day] ?? 0) + 1;
	}
	return counts;
}

type Spreads = ReturnType<typeof spreadBy>;

/** How first acknowledgements came, with how long each took. */
export function channelsBy(timelines: IncidentEvent[][]): Record<string, Spreads> {
	const told = timelines.filter(isCounted).flatMap((events) => {
		const first = all(events, "acknowledged")[0];
		if (!first) return [];
		const earlier = all(events, "page_queued").filter(({ seq }) => seq < first.seq);
		const page = earlier.find(({ data }) => data.pageId === first.data.pageId);
		const by = { user: "app", token: "api" }[first.actor.kind as string] ?? "integration";
		const channel = first.data.pageId === null ? by : (page?.data.methodKind ?? "unknown");
		return [{ channel, ms: first.at - begunBy(events).at }];
	});
	const channels = new Set(told.map(({ channel }) => channel).filter((channel) => channel !== "unknown"));
	const of = (channel: string) => told.filter((one) => one.channel === channel).map(({ ms }) => ms);
	return Object.fromEntries([...channels].map((channel) => [channel, spreadBy(of(channel))]));
}

/** Every wait of the public that ended: from each word to the next, and whether a policy measures it. */
export function waitsBy(timelines: IncidentEvent[][]) {
	const waits = timelines.filter(isCounted).flatMap((events) =>
		events.flatMap((event, index) => {
			if (!isPublicWord(events, event) || !isOpenAfter(events, event)) return [];
			const rest = events.slice(index + 1);
			const next = rest.find((later) => later.type === "resolved" || isPublicUpdate(later));
			if (!next) return [];
			const rule = events.findLast(
				(e): e is Of<"triggered" | "severity_changed"> =>
					e.seq <= event.seq && (e.type === "triggered" || e.type === "severity_changed"),
			);
			return [{ ms: next.at - event.at, every: rule?.data.publicUpdateEverySeconds ?? null }];
		}),
	);
	const measured = waits.filter(({ every }) => every !== null);
	const within = measured.filter(({ ms, every }) => ms <= (every ?? 0) * 1_000);
	return {
		...spreadBy(waits.map(({ ms }) => ms)),
		policy: {
			count: measured.length,
			within: within.length,
			share: measured.length === 0 ? null : within.length / measured.length,
		},
	};
}

const isPublicUpdate = (event: IncidentEvent): boolean =>
	event.type === "update_published" && event.data.audience === "public";

/** The public hears something: an update, a reopening, or that there is an incident at all. */
function isPublicWord(events: IncidentEvent[], event: IncidentEvent): boolean {
	if (begunBy(events).data.component === null) return false;
	if (isPublicUpdate(event)) return true;
	if (event.type === "reopened") return isPublicBefore(events, event.seq) && !isOpenBefore(events, event.seq);
	const makesPublic = (event.type === "triggered" || event.type === "severity_changed") && event.data.public;
	return makesPublic && !isPublicBefore(events, event.seq);
}

const isOpenAfter = (events: IncidentEvent[], event: IncidentEvent): boolean =>
	isOpenBefore(events, event.seq + 1);

function isOpenBefore(events: IncidentEvent[], seq: number): boolean {
	const last = events.findLast((e) => e.seq < seq && (e.type === "resolved" || e.type === "reopened"));
	return last?.type !== "resolved";
}

/** What came of one: deadlines and when they were met, as days from some beginning. */
export interface Came {
	review: {
		dueAt: number | null;
		publishedAt: number | null;
		isSkipped: boolean;
		cause: string | null;
	} | null;
	actions: { dueAt: number; closedAt: number | null; isDropped: boolean }[];
}

export function punctualBy(timelines: IncidentEvent[][], came: Came[], now: number) {
	const some = came.filter((_, index) => isCounted(timelines[index]!));
	const reviews = some
		.flatMap(({ review }) => review ?? [])
		.filter(({ publishedAt, isSkipped }) => publishedAt !== null || !isSkipped)
		.flatMap(({ dueAt, publishedAt }) => (dueAt === null ? [] : [{ dueAt, doneAt: publishedAt }]));
	const items = some
		.flatMap(({ actions }) => actions)
		.filter(({ isDropped }) => !isDropped)
		.map(({ dueAt, closedAt }) => ({ dueAt, doneAt: closedAt }));
	return { reviews: judgedBy(reviews, now), actionItems: judgedBy(items, now) };
}

function judgedBy(deadlines: { dueAt: number; doneAt: number | null }[], now: number) {
	const onTime = deadlines.filter(({ dueAt, doneAt }) => doneAt !== null && doneAt <= dueAt).length;
	const late = deadlines.filter(({ dueAt, doneAt }) => (doneAt ?? now) > dueAt).length;
	return { count: onTime + late, onTime, late, share: onTime + late === 0 ? null : onTime / (onTime + late) };
}

/** Time lost and number of incidents, by cause. */
export function causesBy(timelines: IncidentEvent[][], came: Came[], now: number) {
	const found: Record<string, { count: number; lostMs: number }> = {};
	for (const [index, events] of timelines.entries()) {
		const cause = came[index]?.review?.cause ?? null;
		if (!isCounted(events) || cause === null) continue;
		const before = found[cause] ?? { count: 0, lostMs: 0 };
		const [lost = 0] = long(fromWire(begunBy(events).data.detectedAt), resolvedAt(events) ?? now);
		found[cause] = { count: before.count + 1, lostMs: before.lostMs + lost };
	}
	return found;
}

/** MTTR of those in which a runbook's step was worked through, and of the others. */
export function runbooksBy(timelines: IncidentEvent[][]) {
	const times = (some: IncidentEvent[][]) =>
		spreadBy(some.flatMap((events) => long(begunBy(events).at, resolvedAt(events))));
	const hasOne = (events: IncidentEvent[]) => all(events, "runbook_step").length > 0;
	const some = timelines.filter(isCounted);
	return { with: times(some.filter(hasOne)), without: times(some.filter((events) => !hasOne(events))) };
}
