import { Hono } from "hono";
import { readReportRows } from "../../db/metrics/report-rows.ts";
import { readTuningRows } from "../../db/metrics/tuning-rows.ts";
import { countUnfolded } from "../../db/metrics/unfolded.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { handle } from "../platform/http/handle.ts";
import { fieldError, notFound } from "../platform/http/input.ts";
import { invalid } from "../platform/http/problems.ts";
import { days, toWire } from "../platform/rules/time.ts";
import { catchUp, FOLDED_AT_ONCE } from "./catch-up.ts";
import { type MetricsWire, metricsCalls } from "./contract.ts";
import { csvOf } from "./rules/csv.ts";
import { type Period, periodBefore, periodOf } from "./rules/period.ts";
import { reportOf } from "./rules/report.ts";
import { tuningOf } from "./rules/tuning.ts";

export const metricsRoutes = new Hono<AppEnv>();

handle(metricsRoutes, metricsCalls.read, async (c, { query }) => {
	const now = Date.now();
	const { format, from, to, timeZone, ...filter } = query;
	const period = periodOf({ from, to, timeZone }, now);
	if ("wrong" in period) return invalid(c, [fieldError(`?${period.wrong}`, period.why)]);
	// What the last tick did not see yet belongs in too; nobody waits a minute for their own incident.
	await catchUp(c.env.DB);
	const before = periodBefore(period);
	const rows = await readReportRows(c.env.DB, period, before, filter);
	const report = reportOf({ period, now, ...rows });
	if (format === "csv") return c.body(csvOf(report), 200, CSV_HEADERS);
	const answer: MetricsWire = {
		...wireOf(period),
		timeZone,
		notCountedYet: await countUnfolded(c.env.DB, FOLDED_AT_ONCE),
		...report,
		before: { ...wireOf(before), ...report.before },
	};
	return c.json(answer);
});

handle(metricsRoutes, metricsCalls.tuning, async (c, { ids }) => {
	await catchUp(c.env.DB);
	const found = await readTuningRows(c.env.DB, ids.id, Date.now() - days(90));
	if (found === null) return notFound(c);
	const { monitor, incidents, evidence } = found;
	return c.json({ tuning: monitor && tuningOf(monitor, ids.id, incidents, evidence) });
});

const CSV_HEADERS = {
	"content-type": "text/csv; charset=utf-8",
	"content-disposition": 'attachment; filename="metrics.csv"',
};

const wireOf = ({ from, to }: Period) => ({ from: toWire(from), to: toWire(to) });
