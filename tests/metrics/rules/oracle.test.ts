import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IncidentEvent } from "../../../worker/incidents/rules/events.ts";
import { factsOf } from "../../../worker/metrics/rules/fold-facts.ts";
import { reportOf } from "../../../worker/metrics/rules/report.ts";
import { days, minutes, toWire } from "../../../worker/platform/rules/time.ts";
import { daysBy, lostMsBy, pagesBy, promisesBy, severityOf, timesBy } from "../../support/metrics-oracle.ts";
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
const STEPS = ["ack", "resolve", "reopen", "severity", "update", "note", "overdue", "page", "merge"] as const;
const step = fc.record({
	kind: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...STEPS.slice(0, 8)) }, fc.constantFrom(...STEPS)),
	gapMinutes: fc.integer({ min: 0, max: 90 }),
	severity,
	every,
	isPublic: fc.boolean(),
	userId: fc.constantFrom("ana", "bo", "chidi", "dee", null),
	place: fc.record({
		run: fc.integer({ min: 1, max: 2 }),
		level: fc.integer({ min: 0, max: 1 }),
		methodId: fc.constantFrom("con_1", "con_2"),
	}),
	isSent: fc.boolean(),
});
const history = fc.record({
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
			return void line.acknowledged(at);
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
		case "merge":
			return void line.add("merged", at, { intoIncidentId: "inc_other" });
	}
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function reportFrom(timelines: IncidentEvent[][]) {
	const incidents = timelines.map((events) => factsOf(events, zoneOf)!);
	const services = SERVICES.map((id) => ({ id, name: id, tier: 1, createdAt: 0 }));
	const period = { from: FROM, to: TO, timeZone: "Europe/Berlin" };
	const rest = { now: TO, earlier: incidents, services, monitors: [], userNames: new Map() };
	return { incidents, report: reportOf({ period, incidents, ...rest }) };
}

describe("metrics", () => {
	it(
		"are what the plainest look at every timeline finds, for any histories",
		() => {
			fc.assert(
				fc.property(fc.array(history, { maxLength: 12 }), (histories) => {
					const timelines = histories.map(timelineOf);
					const { incidents, report } = reportFrom(timelines);
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
