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
			...report.detection.bySource,
			foundFirst: report.detection.foundFirst,
		}),
		...linesOf("dispositions", "", null, report.dispositions.byDisposition),
		...linesOf("dispositions", "", null, { falseAlarmRate: report.dispositions.falseAlarmRate }),
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

type Compared = Omit<Summary, "pages" | "updates"> & {
	pages: Summary["pages"];
	updates: Summary["updates"] & { share: number | null };
};

function summaryLines(prefix: string, summary: Compared): Line[] {
	const { pages, updates } = summary;
	return [
		...linesOf(`${prefix}incidents`, "", null, { count: summary.count }),
		...FIGURES.flatMap((name) => {
			const { count, meanMs, medianMs, p90Ms, leftOut } = summary[name];
			return linesOf(prefix + name, "", null, { count, meanMs, medianMs, p90Ms, ...leftOut });
		}),
		...linesOf(`${prefix}severityDistribution`, "", null, summary.severityDistribution),
		...linesOf(`${prefix}pages`, "", null, { count: pages.count, night: pages.night }),
		...linesOf(`${prefix}updates`, "", null, {
			kept: updates.kept,
			late: updates.late,
			share: updates.share,
		}),
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
