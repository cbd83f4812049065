import type { Severity } from "../../paging/rules/severity.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { PARTIAL_WEIGHT } from "../../status/rules/status-days.ts";
import type { BriefFacts } from "./facts.ts";
import type { Period } from "./period.ts";

export interface ServiceAtStake {
	id: string;
	name: string;
	tier: number | null;
	createdAt: Instant;
}

export interface ServiceBudget {
	serviceId: string;
	serviceName: string;
	incidents: number;
	/** Down time of the period, weighted. */
	lostMs: number;
	/** Share of 0–1 since the service was made, or its first incident came; null when that lies ahead. */
	uptime: number | null;
	/** The share that its tier asks for. */
	objective: number;
	/** How much may be lost in the period. */
	budgetMs: number;
	/** Below 0 when more was lost. */
	remainingMs: number;
}

/** How much of an incident's time is down time, as the status page has it too. */
const WEIGHT: Record<Severity, number> = { P1: 1, P2: PARTIAL_WEIGHT, P3: 0, P4: 0 };

/** By tier; a service without one is held to the middle one. */
const OBJECTIVES: Record<number, number> = { 1: 0.999, 2: 0.995, 3: 0.99 };
const OBJECTIVE = 0.995;

interface Span {
	from: Instant;
	to: Instant;
}

/** Every service with what incidents cost it: the most lost first. Where incidents overlap, the worst alone counts. */
export function budgetsOf(
	incidents: readonly BriefFacts[],
	services: readonly ServiceAtStake[],
	period: Period,
	now: Instant,
): ServiceBudget[] {
	const byService = Map.groupBy(incidents, ({ serviceId }) => serviceId);
	const until = Math.min(period.to, now);
	return services
		.map((service) => budgetOf(byService.get(service.id) ?? [], service, period.from, until))
		.sort((a, b) => b.lostMs - a.lostMs || a.serviceName.localeCompare(b.serviceName));
}

/** All services together, each by the time that it existed; null without any. */
export function uptimeOf(budgets: readonly ServiceBudget[]): number | null {
	const known = budgets.flatMap(({ uptime }) => (uptime === null ? [] : [uptime]));
	return known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / known.length;
}

function budgetOf(own: BriefFacts[], service: ServiceAtStake, from: Instant, until: Instant): ServiceBudget {
	const since = Math.min(service.createdAt, ...own.map(({ detectedAt }) => detectedAt));
	const observedMs = Math.max(0, until - Math.max(from, since));
	const spans = (severities: Severity[]) =>
		own
			.filter(({ severity }) => severities.includes(severity))
			.map((one) => ({ from: one.detectedAt, to: Math.min(one.resolvedAt ?? until, until) }))
			.map((span) => ({ ...span, from: Math.max(span.from, from) }));
	const whole = unionMs(spans(["P1"]));
	const partial = unionMs(spans(["P1", "P2"])) - whole;
	const lostMs = Math.round(WEIGHT.P1 * whole + WEIGHT.P2 * partial);
	const objective = OBJECTIVES[service.tier ?? 0] ?? OBJECTIVE;
	const budgetMs = Math.round((1 - objective) * observedMs);
	return {
		serviceId: service.id,
		serviceName: service.name,
		incidents: own.length,
		lostMs,
		uptime: observedMs === 0 ? null : Math.max(0, 1 - lostMs / observedMs),
		objective,
		budgetMs,
		remainingMs: budgetMs - lostMs,
	};
}

/** How long at least one of the spans ran. */
function unionMs(spans: Span[]): number {
	let [coveredUntil, sum] = [Number.NEGATIVE_INFINITY, 0];
	for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
		sum += Math.max(0, to - Math.max(from, coveredUntil));
		coveredUntil = Math.max(coveredUntil, to);
	}
	return sum;
}
