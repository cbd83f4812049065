/** Days put together, so that a year fits on a phone. */
import type { MetricsWire } from "../../../worker/metrics/contract.ts";

type Day = MetricsWire["frequency"]["days"][number];

/** Incidents of a day, or of the seven days that begin with it, by severity from P1 to P4. */
export interface Bucket {
	/** "Nov 23", with the year where it is another than the last one's. */
	label: string;
	counts: readonly number[];
	total: number;
}

const MOST_DAYS = 31;
const WEEK = 7;

export const isByWeek = (days: readonly Day[]): boolean => days.length > MOST_DAYS;

/** One bucket a day up to a month, else one a week; the last week is whole, the first may not be. */
export function bucketsOf(days: readonly Day[]): Bucket[] {
	const size = isByWeek(days) ? WEEK : 1;
	const first = days.length % size;
	const starts = [...(first > 0 ? [0] : [])];
	for (let start = first; start < days.length; start += size) starts.push(start);
	const lastYear = days.at(-1)?.day.slice(0, 4);
	return starts.map((start, index) =>
		bucketOf(days.slice(start, starts[index + 1] ?? days.length), lastYear),
	);
}

function bucketOf(days: readonly Day[], lastYear: string | undefined): Bucket {
	const sum = (severity: "P1" | "P2" | "P3" | "P4") => days.reduce((all, day) => all + day[severity], 0);
	const counts = [sum("P1"), sum("P2"), sum("P3"), sum("P4")];
	return {
		label: dayWords(days[0]?.day ?? "", lastYear),
		counts,
		total: counts.reduce((all, count) => all + count, 0),
	};
}

function dayWords(day: string, lastYear: string | undefined): string {
	const [year = "", month = "1", date = "1"] = day.split("-");
	const words = `${MONTHS[Number(month) - 1]} ${Number(date)}`;
	return year === lastYear ? words : `${words}, ${year}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
