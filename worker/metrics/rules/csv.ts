import type { Report } from "./report.ts";
import { FIGURES, type Summary } from "./summary.ts";

type Cell = string | number | null;
/** figure, id, name, measure, value */
type Line = [figure: string, id: string, name: string | null, measure: string, value: Cell];

/** A report in long form, a value a line (RFC 4180): any table program turns it as it likes. Nothing is an empty cell. */
export function csvOf(report: Report): string {
	const lines: Cell[][] = [
		["figure", "id", "name", "measure", "value"],
		...summaryLines("", report),
		...report.frequency.days.flatMap(({ day, ...counts }) => linesOf("frequency", day, null, counts)),
		...linesOf("detection", "", null, {
			count: report.detection.count,
			...report.detection.bySource,
			foundFirst: report.detection.foundFirst,
		}),
		...report.pages.people.flatMap(({ userId, userName, ...pages }) =>
			linesOf("pages", userId, userName, pages),
		),
		...report.noise.monitors.flatMap(({ monitorId, monitorName, proposal, ...counts }) =>
			linesOf("noise", monitorId, monitorName, { ...counts, ...proposal }),
		),
		...linesOf("uptime", "", null, { share: report.uptime.share }),
		...report.uptime.services.flatMap(({ serviceId, serviceName, ...values }) =>
			linesOf("uptime", serviceId, serviceName, values),
		),
		...summaryLines("before.", report.before),
	];
	return lines.map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");
}

const PUNCTUAL = ["updates", "stakeholderUpdates", "acknowledgeTargets"] as const;
type Punctual = (typeof PUNCTUAL)[number];
type Compared = Omit<Summary, Punctual> & Record<Punctual, Summary["updates"] & { share: number | null }>;

function summaryLines(prefix: string, summary: Compared): Line[] {
	const { pages } = summary;
	return [
		...linesOf(`${prefix}incidents`, "", null, { count: summary.count }),
		...FIGURES.flatMap((name) => {
			const { count, meanMs, medianMs, p90Ms, leftOut } = summary[name];
			return linesOf(prefix + name, "", null, { count, meanMs, medianMs, p90Ms, ...leftOut });
		}),
		...linesOf(`${prefix}severityDistribution`, "", null, summary.severityDistribution),
		...linesOf(`${prefix}pages`, "", null, { count: pages.count, night: pages.night }),
		...PUNCTUAL.flatMap((name) => {
			const { kept, late, share } = summary[name];
			return linesOf(prefix + name, "", null, { kept, late, share });
		}),
		...furtherLines(prefix, summary),
	];
}

/** Each with its count first and what it leaves out last. */
function furtherLines(prefix: string, summary: Compared): Line[] {
	const { acknowledgements, dispositions, updateIntervals, incidentTypes, runbooks } = summary;
	const punctual = (figure: "reviews" | "actionItems") => {
		const { count, onTime, late, overdue, share, leftOut } = summary[figure];
		return linesOf(prefix + figure, "", null, { count, onTime, late, overdue, share, ...leftOut });
	};
	const { policy, leftOut, count, meanMs, medianMs, p90Ms } = updateIntervals;
	const withPolicy = { measured: policy.count, withinPolicy: policy.within, share: policy.share };
	return [
		...linesOf(`${prefix}acknowledgements`, "", null, {
			count: acknowledgements.count,
			...acknowledgements.leftOut,
		}),
		...acknowledgements.channels.flatMap(({ channel, ...spread }) =>
			linesOf(`${prefix}acknowledgements`, channel, null, spread),
		),
		...linesOf(`${prefix}dispositions`, "", null, {
			count: dispositions.count,
			...dispositions.byDisposition,
			falseAlarmRate: dispositions.falseAlarmRate,
			stillOpen: dispositions.leftOut.stillOpen,
		}),
		...linesOf(`${prefix}updateIntervals`, "", null, {
			...{ count, meanMs, medianMs, p90Ms },
			...withPolicy,
			...leftOut,
		}),
		...punctual("reviews"),
		...punctual("actionItems"),
		...linesOf(`${prefix}incidentTypes`, "", null, { count: incidentTypes.count, ...incidentTypes.leftOut }),
		...incidentTypes.types.flatMap(({ cause, ...values }) =>
			linesOf(`${prefix}incidentTypes`, cause, null, values),
		),
		...linesOf(`${prefix}runbooks`, "with", null, { ...runbooks.with }),
		...linesOf(`${prefix}runbooks`, "without", null, { ...runbooks.without }),
		...linesOf(`${prefix}runbooks`, "", null, runbooks.leftOut),
	];
}

function linesOf(figure: string, id: string, name: string | null, values: Record<string, Cell>): Line[] {
	return Object.entries(values).map(([measure, value]) => [figure, id, name, measure, value]);
}

/** A name that a table program would take for a formula is kept from being one. */
function cellOf(cell: Cell): string {
	if (typeof cell !== "string") return cell === null ? "" : String(cell);
	const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
