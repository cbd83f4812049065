import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IncidentEvent } from "../../../worker/incidents/rules/events.ts";
import { factsOf } from "../../../worker/metrics/rules/fold-facts.ts";
import { reportOf } from "../../../worker/metrics/rules/report.ts";
import type { Actor } from "../../../worker/platform/rules/caller.ts";
import { days, minutes, toWire } from "../../../worker/platform/rules/time.ts";
import { CAUSES } from "../../../worker/reviews/rules/review.ts";
import {
	causesBy,
	channelsBy,
	daysBy,
	lostMsBy,
	pagesBy,
	promisesBy,
	punctualBy,
	runbooksBy,
	severityOf,
	timesBy,
	waitsBy,
} from "../../support/metrics-oracle.ts";
import { PATIENCE_MS, runs } from "../../support/runs.ts";
import { Timeline } from "../../support/timelines.ts";

/** Around the autumn night of Berlin that has 25 hours. */
const FROM = Date.UTC(2026, 9, 23, 12);
const TO = FROM + days(4);
const ZONES: Record<string, string> = { ana: "Europe/Berlin", bo: "America/New_York", chidi: "Asia/Kolkata" };
const zoneOf = (userId: string) => ZONES[userId] ?? "UTC";
const SERVICES = ["C", "S", "A"];

const severity = fc.constantFrom("P1", "P2", "P3", "P4");
const every = fc.constantFrom(null, 900, 3_600);
const STEPS = [
	...(["ack", "resolve", "reopen", "severity", "update", "note", "overdue", "page"] as const),
	...(["runbook", "merge"] as const),
] as const;
const ACTORS: Actor[] = (["user", "token", "integration"] as const).map((kind) => ({
	kind,
	id: "x",
	name: "X",
}));
const step = fc.record({
	kind: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...STEPS.slice(0, 8)) }, fc.constantFrom(...STEPS)),
	actor: fc.constantFrom(...ACTORS),
	/** Which page answers: of those until then, or one that nobody knows. */
	page: fc.option(fc.integer({ min: 0, max: 15 })),
	gapMinutes: fc.integer({ min: 0, max: 90 }),
	severity,
	every,
	isPublic: fc.boolean(),
	userId: fc.constantFrom("ana", "bo", "chidi", "dee", null),
	place: fc.record({
		run: fc.integer({ min: 1, max: 2 }),
		level: fc.integer({ min: 0, max: 1 }),
		methodId: fc.constantFrom("con_1", "con_2"),
		methodKind: fc.constantFrom("push", "sms"),
	}),
	isSent: fc.boolean(),
});
const instant = fc.integer({ min: -3, max: 5 }).map((n) => FROM + days(n));
const aftermath = fc.record({
	review: fc.option(
		fc.record({
			...{ dueAt: fc.option(instant), publishedAt: fc.option(instant), isSkipped: fc.boolean() },
			cause: fc.option(fc.constantFrom(...CAUSES.slice(0, 3))),
		}),
	),
	actions: fc.array(fc.record({ dueAt: instant, closedAt: fc.option(instant), isDropped: fc.boolean() }), {
		maxLength: 3,
	}),
});
const history = fc.record({
	aftermath,
	beganMinute: fc.integer({ min: 0, max: 4 * 24 * 60 - 1 }),
	earlyMinutes: fc.integer({ min: -1, max: 5 }),
	service: fc.constantFrom(...SERVICES),
	severity,
	every,
	isPublic: fc.boolean(),
	hasComponent: fc.boolean(),
	isDrill: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
	steps: fc.array(step, { maxLength: 14 }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function timelineOf(one: History, index: number): IncidentEvent[] {
	const began = FROM + minutes(one.beganMinute);
	const line = new Timeline(began, {
		incidentId: `inc_${index}`,
		severity: one.severity,
		service: { id: one.service, name: one.service },
		component: one.hasComponent ? { id: "cmp", name: "C" } : null,
		detectedAt: toWire(began - minutes(one.earlyMinutes)),
		public: one.isPublic,
		publicUpdateEverySeconds: one.every,
		drill: one.isDrill,
	});
	let at = began;
	for (const next of one.steps) {
		at += minutes(next.gapMinutes);
		addStep(line, at, next);
	}
	return line.events;
}

function addStep(line: Timeline, at: number, next: History["steps"][number]): void {
	const dueAt = next.every === null ? null : at + next.every * 1_000;
	const rule = { public: next.isPublic, publicUpdateEverySeconds: next.every };
	switch (next.kind) {
		case "ack":
			return void line.acknowledged(at, {
				actor: next.actor,
				pageId: next.page === null ? null : `pag_${next.page}`,
			});
		case "resolve":
			return void line.resolved(at);
		case "reopen":
			return void line.reopened(at);
		case "severity":
			return void line.severity(at, next.severity, rule);
		case "update":
			return void line.update(at, dueAt, next.isPublic ? "public" : "stakeholders");
		case "note":
			return void line.add("note_added", at, { text: "Looking." });
		case "overdue":
			return void line.add("update_overdue", at, { dueAt: toWire(at) });
		case "page":
			return void line.paged(at, next.userId, next.place, next.isSent ? at : null);
		case "runbook":
			return void line.step(at);
		case "merge":
			return void line.add("merged", at, { intoIncidentId: "inc_other", number: 1, title: "" });
	}
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function reportFrom(timelines: IncidentEvent[][], histories: History[]) {
	const incidents = timelines.map((events, index) => factsOf(events, zoneOf, histories[index]?.aftermath)!);
	const services = SERVICES.map((id) => ({ id, name: id, tier: 1, createdAt: 0 }));
	const period = { from: FROM, to: TO, timeZone: "Europe/Berlin" };
	const rest = { now: TO, earlier: incidents, services, monitors: [], userNames: new Map() };
	return { incidents, report: reportOf({ period, incidents, ...rest }) };
}

/** Figures of what people did and of what came of it. */
function expectFurther(
	report: ReturnType<typeof reportFrom>["report"],
	timelines: IncidentEvent[][],
	histories: History[],
): void {
	const came = histories.map((one) => one.aftermath);
	const channels = report.acknowledgements.channels.map(({ channel, ...spread }) => [channel, spread]);
	expect(Object.fromEntries(channels)).toEqual(channelsBy(timelines));
	expect(report.updateIntervals).toMatchObject(waitsBy(timelines));
	expect(report).toMatchObject(punctualBy(timelines, came, TO));
	const types = report.incidentTypes.types.map(({ cause, count, lostMs }) => [cause, { count, lostMs }]);
	expect(Object.fromEntries(types)).toEqual(causesBy(timelines, came, TO));
	const lost = report.incidentTypes.types.map(({ lostMs }) => lostMs);
	expect(lost).toEqual(lost.toSorted((a, b) => b - a));
	expect(report.runbooks).toMatchObject(runbooksBy(timelines));
}

describe("metrics", () => {
	it(
		"are what the plainest look at every timeline finds, for any histories",
		() => {
			fc.assert(
				fc.property(fc.array(history, { maxLength: 12 }), (histories) => {
					const timelines = histories.map(timelineOf);
					const { incidents, report } = reportFrom(timelines, histories);
					expectFurther(report, timelines, histories);
					for (const [name, spread] of Object.entries(timesBy(timelines)))
						expect(report[name as "mttd"], name).toMatchObject(spread);
					expect(report.updates).toMatchObject(promisesBy(timelines));
					for (const { serviceId, lostMs } of report.uptime.services)
						expect(lostMs, serviceId).toBe(lostMsBy(timelines, serviceId, FROM, TO));
					const began = report.frequency.days
						.map(({ day, P1, P2, P3, P4 }) => [day, P1 + P2 + P3 + P4] as const)
						.filter(([, count]) => count > 0);
					expect(Object.fromEntries(began)).toEqual(daysBy(timelines, "Europe/Berlin"));
					const calls = incidents
						.filter((one) => !one.isDrill && !one.isMerged)
						.flatMap(({ pages }) => pages)
						.map(({ userId, weekHour }) => {
							const hour = String(weekHour % 24).padStart(2, "0");
							return `${userId} ${DAYS[Math.floor(weekHour / 24)]} ${hour}`;
						});
					expect(calls.sort()).toEqual(pagesBy(timelines, zoneOf));
					expect(report.pages.count).toBe(calls.length);
					expect(report.before).toMatchObject({ count: report.count, mttr: report.mttr });
					expect(incidents.map((one) => one.severity)).toEqual(timelines.map(severityOf));
				}),
				{ numRuns: runs(500) },
			);
		},
		PATIENCE_MS,
	);
});
