/** What the metrics are narrowed to; the address says so. */
import type { Option } from "../../parts/field.tsx";

export const PERIODS = [
	{ value: "7", name: "Last 7 days" },
	{ value: "30", name: "Last 30 days" },
	{ value: "90", name: "Last 90 days" },
	{ value: "365", name: "Last 12 months" },
] as const satisfies Option<string>[];

export interface Filter {
	days: (typeof PERIODS)[number]["value"];
	serviceId?: string;
	severity?: string;
	teamId?: string;
}

const SEVERITIES = ["P1", "P2", "P3", "P4"];
const DAY_MS = 86_400_000;

/** Reads the address; what is no known value counts as not said. */
export function filterOf(search: Record<string, string | string[] | undefined>): Filter {
	const days = PERIODS.find(({ value }) => value === search.days)?.value ?? "90";
	const word = (name: string) => {
		const value = search[name];
		return typeof value === "string" && value !== "" ? value : undefined;
	};
	const severity = SEVERITIES.find((one) => one === search.severity);
	return { days, severity, serviceId: word("service"), teamId: word("team") };
}

export const isNarrowed = (filter: Filter): boolean =>
	Boolean(filter.serviceId || filter.severity || filter.teamId) || filter.days !== "365";

/** Grows when the screen needs a figure that an earlier version did not answer: what is remembered lacks it. */
const VERSION = "2";

/** Names what the device remembers: the same however late it is. */
export const keyOf = ({ days, serviceId, severity, teamId }: Filter): string =>
	["/metrics", VERSION, days, serviceId, severity, teamId].join("|");

/** The query of the API for a period that ends now. */
export function queryOf(filter: Filter, now: number, timeZone: string): string {
	const from = new Date(now - Number(filter.days) * DAY_MS).toISOString();
	const query = new URLSearchParams({ from, timeZone });
	if (filter.serviceId) query.set("serviceId", filter.serviceId);
	if (filter.severity) query.set("severity", filter.severity);
	if (filter.teamId) query.set("teamId", filter.teamId);
	return query.toString();
}
