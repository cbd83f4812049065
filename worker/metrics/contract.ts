import { z } from "@hono/zod-openapi";
import { DISPOSITIONS } from "../incidents/rules/incident-types.ts";
import { SEVERITIES } from "../paging/rules/severity.ts";
import { endpoint } from "../platform/contract/endpoint.ts";
import { id, instant, instantOut, timeZone } from "../platform/contract/fields.ts";
import { CAUSES } from "../reviews/rules/review.ts";
import { ACK_CHANNELS } from "./rules/facts.ts";
import { LEFT_OUT } from "./rules/left-out.ts";
import { SOURCES } from "./rules/origins.ts";
import { FIGURES } from "./rules/summary.ts";

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();
const ms = z.int().nullable();
const definition = z.string();

const leftOut = z.object(record(LEFT_OUT, count)).openapi("LeftOut", {
	description:
		"What the figure says nothing of, by reason: incidents, or of updates, reviews and action items their own",
});

const spread = { count, meanMs: ms, medianMs: ms, p90Ms: ms };
const figure = z
	.object({ ...spread, leftOut, definition })
	.openapi("Figure", { description: "Percentiles by nearest rank; null without a value" });
const plainSpread = z.object(spread).openapi("Spread");

const aftermath = z
	.object({
		count,
		onTime: count,
		late: count,
		overdue: count.openapi({ description: "Of the late ones: not done yet" }),
		share,
		leftOut,
		definition,
	})
	.openapi("Punctuality");

const bySeverity = z
	.object(record(SEVERITIES, count))
	.openapi("BySeverity", { description: "By the severity that they had last" });
const punctual = z.object({ kept: count, late: count, share, definition });
const pages = z.object({ count, night: count });
/** What both periods have. */
const summary = {
	count,
	severityDistribution: bySeverity,
	...record(FIGURES, figure),
	updates: punctual,
	acknowledgeTargets: punctual,
	stakeholderUpdates: punctual,
	updateIntervals: z.object({
		...spread,
		policy: z.object({ count, within: count, share }),
		leftOut,
		definition,
	}),
	acknowledgements: z.object({
		count,
		channels: z.array(z.object({ channel: z.enum(ACK_CHANNELS), ...spread })),
		leftOut,
		definition,
	}),
	dispositions: z.object({
		byDisposition: z.object({ ...record(DISPOSITIONS, count), unsaid: count }),
		falseAlarmRate: share,
		count,
		leftOut,
		definition,
	}),
	reviews: aftermath,
	actionItems: aftermath,
	incidentTypes: z.object({
		count,
		types: z
			.array(z.object({ cause: z.enum(CAUSES), count, lostMs: count, share }))
			.openapi({ description: "What cost most time first" }),
		leftOut,
		definition,
	}),
	runbooks: z.object({ with: plainSpread, without: plainSpread, leftOut, definition }),
};

const noise = z.object({
	monitorId: z.string(),
	monitorName: z.string(),
	incidents: count,
	pages: count,
	nightPages: count,
	falseAlarms: count,
	brief: count,
	proposal: z
		.object({ failureThreshold: z.int(), savedIncidents: count, savedPages: count })
		.nullable()
		.openapi({ description: "What the period would have been spared by this threshold" }),
});

const serviceUptime = z.object({
	serviceId: z.string(),
	serviceName: z.string(),
	incidents: count,
	lostMs: count,
	uptime: share,
	objective: z.number(),
	budgetMs: count,
	remainingMs: z.int().openapi({ description: "Of the error budget; below 0 when more was lost" }),
});

export const metricsOut = z
	.object({
		from: instantOut,
		to: instantOut,
		timeZone: z.string(),
		notCountedYet: count.openapi({ description: "Incidents that changed and are not in these figures yet" }),
		...summary,
		frequency: z.object({
			days: z.array(z.object({ day: z.iso.date(), ...record(SEVERITIES, count) })),
			definition,
		}),
		detection: z.object({ count, bySource: z.object(record(SOURCES, count)), foundFirst: share, definition }),
		pages: z.object({
			...pages.shape,
			people: z.array(z.object({ userId: z.string(), userName: z.string().nullable(), ...pages.shape })),
			hours: z
				.array(z.array(count).length(24))
				.length(7)
				.openapi({ description: "By weekday, Monday first, and hour" }),
			definition,
		}),
		noise: z.object({ monitors: z.array(noise), definition }),
		uptime: z.object({ share, services: z.array(serviceUptime), definition }),
		before: z
			.object({ from: instantOut, to: instantOut, ...summary, pages })
			.openapi({ description: "The period before, as long" }),
	})
	.openapi("Metrics");

export const tuningOut = z
	.object({
		tuning: z
			.object({
				monitorId: z.string(),
				monitorName: z.string(),
				setting: z.enum(["failureThreshold", "quorum"]),
				from: z.int(),
				to: z.int(),
				savedIncidents: count,
				savedPages: count,
			})
			.nullable()
			.openapi({
				description: "Null when no setting of its monitor would have kept it away, or none opened it",
			}),
	})
	.openapi("Tuning");

export type TuningWire = z.infer<typeof tuningOut>;

export type MetricsWire = z.infer<typeof metricsOut>;

export const metricsCalls = {
	read: endpoint("get /api/v1/metrics", {
		tag: "metrics",
		summary: "Figures of the incidents that began in a period: the last 90 days, unless it says otherwise",
		ids: {},
		query: z.strictObject({
			from: instant.optional().openapi({ description: "Default: 90 days before `to`; at most 366" }),
			to: instant.optional().openapi({ description: "Default: now" }),
			serviceId: id("service").optional(),
			severity: z.enum(SEVERITIES).optional(),
			teamId: id("team").optional().openapi({ description: "Of the services that the team has now" }),
			timeZone: timeZone.default("UTC").openapi({ description: "In which days are counted" }),
			format: z
				.enum(["json", "csv"])
				.default("json")
				.openapi({ description: "`csv` answers text/csv: figure, id, name, measure, value" }),
		}),
		answer: metricsOut,
	}),
	tuning: endpoint("get /api/v1/incidents/{id}/tuning", {
		tag: "metrics",
		summary:
			"The setting of its monitor that would have kept this incident away, and what else it would have spared",
		ids: { id: "incident" },
		answer: tuningOut,
	}),
};

function record<Name extends string, Value>(names: readonly Name[], value: Value): Record<Name, Value> {
	return Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>;
}
