import { describe, expect, it } from "vitest";
import type { EventData } from "../../../worker/incidents/rules/events.ts";
import { counted, type ReviewFacts } from "../../../worker/metrics/rules/facts.ts";
import { type Aftermath, factsOf } from "../../../worker/metrics/rules/fold-facts.ts";
import { leavingOut } from "../../../worker/metrics/rules/left-out.ts";
import { reportOf } from "../../../worker/metrics/rules/report.ts";
import { summaryOf } from "../../../worker/metrics/rules/summary.ts";
import type { Actor } from "../../../worker/platform/rules/caller.ts";
import { days, minutes, seconds, toWire } from "../../../worker/platform/rules/time.ts";
import { MONITOR, Timeline } from "../../support/timelines.ts";

/**
 * Twelve incidents around the night of March 28 to 29, 2026, when the clocks of Berlin skip from 02:00 to 03:00. Worked
 * by hand; C and S are the services Checkout and Search, times are minutes after the trigger.
 *
 *  #  began (UTC)      svc  P   detected  ack   resolved   what
 *  1  Mar 27 09:00     C    P1   -1        2     30         kept 1 update, was late with 1; by an unknown page
 *  2  Mar 27 12:00     C    P2   -2        90    120        acknowledged late, in the app; with a runbook
 *  3  Mar 27 15:00     S    P3    0        –     10         never acknowledged
 *  4  Mar 28 00:30     C    P2   -1        5     40, again at 45, 60     reopened; acknowledged in the app, then by a token
 *  5  Mar 28 08:00     S    P2    0        1     2          merged into another
 *  6  Mar 28 10:00     C    P1    0        1     2          drill
 *  7  Mar 28 23:30     C    P2   -1        4     20         Ana is paged at 00:30 in Berlin; by a webhook
 *  8  Mar 29 00:55     S    P1   -3        10    –          paged at 01:55 and 03:05 in Berlin; by push; still open; with a runbook
 *  9  Mar 29 01:10     C    P2   -1        –     1          brief, by the monitor
 * 10  Mar 29 05:10     C    P2   -1        –     1          brief, by the monitor; Ana is paged at 07:10
 * 11  Mar 29 09:00     C    P4    0        3     9          a false alarm, reported by a customer; by a token
 * 12  Mar 29 09:05     C    P2    0        1     15         while #11 was open; by another tool; an update every 10
 *
 * Reviews and action items, looked at on Mar 29 at 12:00:
 *  1  published 30 min early (change); an item done an hour early, one 30 min late
 *  2  due at 14:00 (capacity); an item dropped
 *  4  published before its deadline (change); an item overdue since 11:00, one due in April
 *  5  an item done in time, of the merged one
 *  7  skipped
 *  8  open again: not due
 *  9  published an hour late (configuration)
 * 10  overdue since 06:00
 */
const at = (text: string) => Date.parse(`2026-03-${text}:00Z`);
const m = minutes;

function begin(
	number: number,
	began: string,
	service: "C" | "S",
	severity: "P1" | "P2" | "P3" | "P4",
	early = 0,
	more: Partial<EventData["triggered"]> = {},
) {
	return new Timeline(at(began), {
		incidentId: `inc_${number}`,
		number,
		severity,
		service: { id: service, name: service },
		detectedAt: toWire(at(began) - m(early)),
		...more,
	});
}

const ANA: Actor = { kind: "user", id: "ana", name: "Ana" };
const TOKEN: Actor = { kind: "token", id: "tok_1", name: "A script" };

function declared(line: Timeline, kind: "report" | "user"): Timeline {
	const [first] = line.events;
	if (first?.type === "triggered") first.data.source = { kind, id: null, name: "" };
	return line;
}

function twelve(): Timeline[] {
	const t = (text: string, offset: number) => at(text) + m(offset);
	const first = new Timeline(at("27T09:00"), {
		incidentId: "inc_1",
		severity: "P1",
		service: { id: "C", name: "C" },
		detectedAt: toWire(t("27T09:00", -1)),
		publicUpdateEverySeconds: 900,
	});
	const drill = begin(6, "28T10:00", "C", "P1").acknowledged(t("28T10:00", 1)).resolved(t("28T10:00", 2));
	if (drill.events[0]?.type === "triggered") drill.events[0].data.drill = true;
	return [
		first
			.acknowledged(t("27T09:00", 2), { pageId: "pag_gone" })
			.update(t("27T09:00", 15), t("27T09:00", 20))
			.update(t("27T09:00", 21), null)
			.resolved(t("27T09:00", 30), "real"),
		begin(2, "27T12:00", "C", "P2", 2)
			.acknowledged(t("27T12:00", 90), { actor: ANA })
			.step(t("27T12:00", 95))
			.resolved(t("27T12:00", 120), "real"),
		begin(3, "27T15:00", "S", "P3").resolved(t("27T15:00", 10)),
		begin(4, "28T00:30", "C", "P2", 1)
			.acknowledged(t("28T00:30", 5), { actor: ANA })
			.resolved(t("28T00:30", 40))
			.reopened(t("28T00:30", 45))
			.acknowledged(t("28T00:30", 50), { actor: TOKEN })
			.resolved(t("28T00:30", 60)),
		begin(5, "28T08:00", "S", "P2")
			.acknowledged(t("28T08:00", 1))
			.add("merged", t("28T08:00", 2), { intoIncidentId: "inc_4", number: 1, title: "" })
			.resolved(t("28T08:00", 2)),
		drill,
		begin(7, "28T23:30", "C", "P2", 1)
			.paged(t("28T23:30", 0), "ana")
			.paged(t("28T23:30", 0), "ana", { methodId: "con_webhook", methodKind: "webhook" })
			.acknowledged(t("28T23:30", 4), { pageId: "pag_3" })
			.resolved(t("28T23:30", 20)),
		begin(8, "29T00:55", "S", "P1", 3)
			.paged(t("29T00:55", 0), "ana")
			.paged(t("29T00:55", 0), null)
			.paged(t("29T00:55", 10), "ana", { level: 2 })
			.acknowledged(t("29T00:55", 10), { pageId: "pag_5" })
			.step(t("29T00:55", 11), { state: "did-not-work" }),
		begin(9, "29T01:10", "C", "P2", 1).paged(at("29T01:10"), "ana").resolved(t("29T01:10", 1), null, MONITOR),
		begin(10, "29T05:10", "C", "P2", 1)
			.paged(at("29T05:10"), "ana")
			.resolved(t("29T05:10", 1), "noise", MONITOR),
		declared(begin(11, "29T09:00", "C", "P4"), "report")
			.acknowledged(t("29T09:00", 3), { actor: TOKEN })
			.resolved(t("29T09:00", 9), "false-alarm"),
		declared(begin(12, "29T09:05", "C", "P2", 0, { publicUpdateEverySeconds: 600 }), "user")
			.acknowledged(t("29T09:05", 1))
			.resolved(t("29T09:05", 15)),
	];
}

const NOT_YET: ReviewFacts = { dueAt: null, publishedAt: null, isSkipped: false, cause: null };
const done = (dueAt: string, closedAt: string | null, isDropped = false) => ({
	...{ dueAt: at(dueAt), closedAt: closedAt === null ? null : at(closedAt), isDropped },
});
/** By number. */
const AFTERMATHS: Record<number, Partial<Aftermath>> = {
	1: {
		review: { ...NOT_YET, dueAt: at("29T09:30"), publishedAt: at("29T09:00"), cause: "change" },
		actions: [done("29T08:00", "29T07:00"), done("29T08:00", "29T08:30")],
	},
	2: {
		review: { ...NOT_YET, dueAt: at("29T14:00"), cause: "capacity" },
		actions: [done("29T08:00", "28T08:00", true)],
	},
	4: {
		review: { ...NOT_YET, dueAt: at("30T01:30"), publishedAt: at("29T10:00"), cause: "change" },
		actions: [done("29T11:00", null), { ...done("29T11:00", null), dueAt: at("31T12:00") + days(5) }],
	},
	5: { actions: [done("29T08:00", "29T07:00")] },
	7: { review: { ...NOT_YET, dueAt: at("29T10:00"), isSkipped: true } },
	8: { review: NOT_YET },
	9: {
		review: { ...NOT_YET, dueAt: at("29T02:00"), publishedAt: at("29T03:00"), cause: "configuration" },
	},
	10: { review: { ...NOT_YET, dueAt: at("29T06:00") } },
};

const incidents = twelve().map(
	({ events }, index) =>
		factsOf(events, () => "Europe/Berlin", { review: null, actions: [], ...AFTERMATHS[index + 1] })!,
);
const report = reportOf({
	period: { from: at("27T00:00"), to: at("30T00:00"), timeZone: "Europe/Berlin" },
	now: at("29T12:00"),
	incidents,
	earlier: [],
	services: [
		{ id: "C", name: "Checkout", tier: 1, createdAt: 0 },
		{ id: "S", name: "Search", tier: null, createdAt: at("28T12:00") },
	],
	monitors: [
		{
			id: "mon_1",
			name: "Checkout",
			kind: "http",
			intervalSeconds: 30,
			failureThreshold: 1,
			recoveryThreshold: 2,
		},
		{
			id: "mon_2",
			name: "Never",
			kind: "http",
			intervalSeconds: 30,
			failureThreshold: 1,
			recoveryThreshold: 2,
		},
	],
	userNames: new Map([["ana", "Ana"]]),
});
const NONE = leavingOut({ drills: 1, merged: 1 });

describe("twelve incidents, worked by hand", () => {
	it("leave the drill and the merged one out of everything", () => {
		expect(report.count).toBe(10);
		expect(counted(incidents).map(({ number }) => number)).not.toContain(5);
		expect(report.severityDistribution).toEqual({ P1: 2, P2: 6, P3: 1, P4: 1 });
	});

	it("were detected in 1 min at the median", () => {
		// 0 0 0 1 1 1 1 1 2 3
		expect(report.mttd).toMatchObject({
			count: 10,
			meanMs: m(1),
			medianMs: m(1),
			p90Ms: m(2),
			leftOut: NONE,
		});
	});

	it("were acknowledged in 4 min at the median, by their first acknowledgement", () => {
		// 1 2 3 4 5 10 90
		const leftOut = { ...NONE, neverAcknowledged: 3 };
		expect(report.mtta).toMatchObject({ count: 7, medianMs: m(4), p90Ms: m(90), leftOut });
		expect(report.mtta.meanMs).toBe(Math.round(m(115) / 7));
	});

	it("were resolved in 15 min at the median, by their last resolve", () => {
		// 1 1 9 10 15 20 30 60 120
		const leftOut = { ...NONE, stillOpen: 1 };
		expect(report.mttr).toMatchObject({ count: 9, medianMs: m(15), p90Ms: m(120), leftOut });
		expect(report.mttr.meanMs).toBe(Math.round(m(266) / 9));
	});

	it("took 16 min at the median from the acknowledgement to the end", () => {
		// 6 14 16 28 30 55
		expect(report.fix).toMatchObject({ count: 6, medianMs: m(16), p90Ms: m(55) });
		expect(report.fix.leftOut).toEqual({ ...NONE, neverAcknowledged: 3, stillOpen: 1 });
	});

	it("left each service alone in between", () => {
		// C: 09:30–12:00 150, 14:00–00:30 630, 01:30–23:30 1320, 23:50–01:10 80, 01:11–05:10 239, 05:11–09:00 229
		// S: 15:10–00:55 1 d 9 h 45 min = 2025
		expect(report.mttf).toMatchObject({ count: 7, medianMs: m(239), p90Ms: m(2_025) });
		expect(report.mttf.leftOut).toEqual({ ...NONE, firstOfService: 2, overlapping: 1 });
	});

	it("began on days of Berlin, of which the last has 23 hours", () => {
		const counts = report.frequency.days.map(({ day, P1, P2, P3, P4 }) => [day, P1 + P2 + P3 + P4]);
		expect(counts).toEqual([
			["2026-03-27", 3],
			["2026-03-28", 1],
			["2026-03-29", 6],
			["2026-03-30", 0],
		]);
	});

	it("paged Ana five times, four of them at night, by the clock on her wall", () => {
		expect(report.pages).toMatchObject({ count: 5, night: 4 });
		expect(report.pages.people).toEqual([{ userId: "ana", userName: "Ana", count: 5, night: 4 }]);
		const sunday = report.pages.hours[6]!;
		expect([sunday[0], sunday[1], sunday[2], sunday[3], sunday[7]]).toEqual([1, 1, 0, 2, 1]);
	});

	it("say that a threshold of 2 would have saved two pages", () => {
		expect(report.noise.monitors).toHaveLength(1);
		expect(report.noise.monitors[0]).toMatchObject({
			...{ monitorId: "mon_1", brief: 2, falseAlarms: 1, incidents: 8, pages: 5, nightPages: 4 },
			proposal: { failureThreshold: 2, savedIncidents: 2, savedPages: 2 },
		});
	});

	it("tell who noticed, and what was no incident", () => {
		expect(report.detection.bySource).toEqual({ monitor: 8, integration: 0, user: 1, report: 1 });
		expect(report.detection.foundFirst).toBe(0.9);
		expect(report.dispositions.byDisposition).toMatchObject({
			real: 2,
			noise: 1,
			"false-alarm": 1,
			unsaid: 5,
		});
		expect(report.dispositions).toMatchObject({ falseAlarmRate: 0.5, count: 4 });
		expect(report.dispositions.leftOut).toEqual({ ...NONE, stillOpen: 1, unsaid: 5 });
	});

	it("kept one promise of an update and broke two", () => {
		expect(report.updates).toMatchObject({ kept: 1, late: 2, share: 1 / 3 });
	});

	it("left the public without a word for 10 min at the median, once for longer than the policy allows", () => {
		// #1: 15 6 9 of 15; #12: 15 of 10; without a policy 1 1 9 10 15 20 40 120
		expect(report.updateIntervals).toMatchObject({
			...{ count: 12, meanMs: m(261) / 12, medianMs: m(10), p90Ms: m(40) },
			policy: { count: 4, within: 3, share: 0.75 },
			leftOut: { ...NONE, withoutWait: 1, withoutPolicy: 8 },
		});
	});

	it("were acknowledged most often in the app, by their first acknowledgement", () => {
		const one = (channel: string, minutes: number) => ({
			...{ channel, count: 1, meanMs: m(minutes), medianMs: m(minutes), p90Ms: m(minutes) },
		});
		expect(report.acknowledgements).toMatchObject({
			count: 6,
			channels: [
				{ channel: "app", count: 2, meanMs: m(47.5), medianMs: m(5), p90Ms: m(90) },
				...[one("push", 10), one("webhook", 4), one("api", 3), one("integration", 1)],
			],
			leftOut: { ...NONE, neverAcknowledged: 3, unknownChannel: 1 },
		});
	});

	it("had two reviews on time, and two late, of which one is still missing", () => {
		expect(report.reviews).toMatchObject({
			...{ count: 4, onTime: 2, late: 2, overdue: 1, share: 0.5 },
			leftOut: { ...NONE, withoutReview: 3, skipped: 1, notDueYet: 2 },
		});
	});

	it("led to action items of which one was done on time", () => {
		expect(report.actionItems).toMatchObject({
			...{ count: 3, onTime: 1, late: 2, overdue: 1, share: 1 / 3 },
			leftOut: { ...NONE, skipped: 1, notDueYet: 1 },
		});
	});

	it("say to prevent what capacity costs first, although changes broke more often", () => {
		expect(report.incidentTypes).toMatchObject({
			count: 4,
			types: [
				{ cause: "capacity", count: 1, lostMs: m(122), share: 122 / 216 },
				{ cause: "change", count: 2, lostMs: m(92), share: 92 / 216 },
				{ cause: "configuration", count: 1, lostMs: m(2), share: 2 / 216 },
			],
			leftOut: { ...NONE, withoutCause: 6 },
		});
	});

	it("were resolved with a runbook once, and eight times without", () => {
		// 1 1 9 10 15 20 30 60
		expect(report.runbooks).toMatchObject({
			with: { count: 1, medianMs: m(120) },
			without: { count: 8, meanMs: m(146) / 8, medianMs: m(10), p90Ms: m(60) },
			leftOut: { ...NONE, stillOpen: 1 },
		});
	});

	it("say so when no incident had a runbook", () => {
		const without = incidents.map((one) => ({ ...one, hasRunbook: false }));
		const nothing = { count: 0, meanMs: null, medianMs: null, p90Ms: null };
		expect(summaryOf(without, at("29T12:00")).runbooks).toMatchObject({
			with: nothing,
			without: { count: 9 },
		});
	});

	it("cost Checkout more than its budget; Search counts from its first incident, which is older", () => {
		const [search, checkout] = report.uptime.services;
		// Whole: from 00:52 on until 12:00 = 668 min of the 2,700 since #3.
		expect(search).toMatchObject({
			serviceId: "S",
			lostMs: m(668),
			objective: 0.995,
			uptime: 1 - 668 / 2_700,
		});
		// Whole 31; half: 122 + 61 + 21 + 2 + 2 + 15 = 223, so 111.5. Of 60 h, 0.1% is 216 s.
		expect(checkout).toMatchObject({ serviceId: "C", lostMs: m(31) + m(111.5), objective: 0.999 });
		expect(checkout?.budgetMs).toBe(seconds(216));
		expect(checkout?.remainingMs).toBe(seconds(216) - m(142.5));
		expect(report.uptime.share).toBeCloseTo((1 - 668 / 2_700 + 1 - m(142.5) / days(2.5)) / 2, 12);
	});
});
