/** What an instance would answer about its incidents: worked out by the same rules, from incidents of no chance. */
import type { MetricsWire } from "../../worker/metrics/contract.ts";
import type { IncidentFacts, PersonPage } from "../../worker/metrics/rules/facts.ts";
import { type Aftermath, pageCounts } from "../../worker/metrics/rules/fold-facts.ts";
import { reportOf } from "../../worker/metrics/rules/report.ts";
import type { Cause } from "../../worker/reviews/rules/review.ts";
import type { Monitor, Service, User } from "../state/wire.ts";
import { iso } from "./cast.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const PERIOD_MS = 90 * DAY;

interface Shop {
	services: Service[];
	monitors: Monitor[];
	users: User[];
}

/** Ninety days with so many incidents, and the ninety days before with a third more. */
export function metricsOf(count: number, at: number, { services, monitors, users }: Shop): MetricsWire {
	const period = { from: at - PERIOD_MS, to: at, timeZone: "Europe/Stockholm" };
	const shop = { services, monitors, users };
	const facts = (many: number, to: number) =>
		Array.from({ length: many }, (_, n) => factsOf(n, to - PERIOD_MS + ((n + 0.5) * PERIOD_MS) / many, shop));
	const report = reportOf({
		...{ period, now: at, incidents: facts(count, at), earlier: facts((count * 4) / 3, period.from) },
		services: services.map((one) => ({ ...one, createdAt: at - 200 * DAY })),
		monitors: monitors.map((one) => ({ ...one, intervalSeconds: one.intervalSeconds ?? 0 })),
		userNames: new Map(users.map(({ id, name }) => [id, name])),
	});
	return {
		...{ from: iso(period.from), to: iso(at), timeZone: period.timeZone, notCountedYet: 0 },
		...report,
		before: { from: iso(period.from - PERIOD_MS), to: iso(period.from), ...report.before },
	};
}

/** The nth incident: everything about it follows from n, unevenly enough to look like life. */
function factsOf(n: number, about: number, { services, monitors, users }: Shop): IncidentFacts {
	const odd = (by: number, of: number) => ((n * by) % 97) % of;
	const triggeredAt = Math.round(about + odd(31, 40) * 0.02 * DAY);
	const lastsMs = (2 + odd(53, 60) ** 2 / 24) * MINUTE;
	const isBrief = odd(7, 5) === 0;
	const pages = Array.from({ length: 1 + odd(11, 3) }, (_, k): PersonPage => {
		const person = users[Math.floor(odd(13 + k, 60) ** 2 / 240) % users.length];
		return { userId: person?.id ?? "", at: triggeredAt, weekHour: (odd(29, 97) * odd(17, 41) + 9 * n) % 168 };
	});
	return {
		incidentId: `inc_01JPAST${n}`,
		number: n + 1,
		serviceId: services[odd(19, 40) % services.length]?.id ?? "",
		severity: (["P2", "P3", "P2", "P1", "P3", "P4"] as const)[odd(23, 6)] ?? "P2",
		source: {
			kind: odd(5, 9) === 0 ? "user" : odd(5, 20) === 1 ? "report" : "monitor",
			id: monitors[odd(3, 9)]?.id ?? null,
		},
		detectedAt: triggeredAt - (5 + odd(37, 90)) * 1_000,
		triggeredAt,
		acknowledgedAt: odd(41, 12) === 0 || isBrief ? null : triggeredAt + (20 + odd(43, 97) * 6) * 1_000,
		resolvedAt: odd(47, 60) === 0 ? null : triggeredAt + (isBrief ? MINUTE : lastsMs),
		resolvedBy: "monitor",
		reopenedCount: 0,
		isDrill: odd(59, 30) === 0,
		isMerged: odd(61, 25) === 0,
		disposition: (["real", "real", null, "false-alarm", "noise"] as const)[odd(67, 5)] ?? null,
		pages,
		...pageCounts(pages),
		updatesKept: odd(71, 3),
		updatesLate: odd(73, 14) === 0 ? 1 : 0,
		acknowledgedInTime: odd(41, 12) === 0 || isBrief ? 0 : 1,
		acknowledgedLate: odd(41, 12) === 0 ? 1 : 0,
		stakeholdersKept: odd(71, 2),
		stakeholdersLate: odd(73, 20) === 0 ? 1 : 0,
		acknowledgedVia: odd(41, 12) === 0 || isBrief ? null : (VIA[odd(79, VIA.length)] ?? "push"),
		updateGaps: Array.from({ length: odd(71, 3) }, (_, k) => ({
			...{ gapMs: (3 + odd(83 + k, 29)) * MINUTE, everySeconds: odd(23, 6) === 5 ? null : 1_200 },
		})),
		hasRunbook: odd(89, 4) === 0,
		...aftermathOf(odd, triggeredAt + lastsMs),
	};
}

const VIA = ["push", "push", "push", "app", "sms", "slack", "api", "integration"] as const;
const CAUSES = [
	"change",
	"capacity",
	"dependency",
	"configuration",
	"hardware_or_network",
	"data",
	"unknown",
];

/** One in two has a review, and one in three an action item. */
function aftermathOf(odd: (by: number, of: number) => number, resolvedAt: number): Aftermath {
	const dueAt = resolvedAt + 2 * DAY;
	const closedAt = odd(43, 5) === 0 ? null : dueAt + (odd(61, 9) - 6) * DAY;
	const review = {
		...{ dueAt, publishedAt: odd(37, 7) === 0 ? null : dueAt + (odd(31, 8) - 6) * (DAY / 3) },
		...{ isSkipped: odd(59, 15) === 0, cause: (CAUSES[odd(53, 9)] ?? null) as Cause | null },
	};
	return {
		review: odd(47, 2) === 0 ? null : review,
		actions: odd(67, 3) === 0 ? [{ dueAt: dueAt + 7 * DAY, closedAt, isDropped: odd(29, 11) === 0 }] : [],
	};
}
