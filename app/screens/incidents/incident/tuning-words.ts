import type { TuningWire } from "../../../../worker/metrics/contract.ts";

type Tuning = Pick<NonNullable<TuningWire["tuning"]>, "setting" | "to" | "savedIncidents" | "savedPages">;

/** "A failure threshold of 2 would have prevented this incident and 8 others in 90 days, with 14 pages." */
export function tuningWords({ setting, to, savedIncidents, savedPages }: Tuning): string {
	const name = setting === "quorum" ? "quorum" : "failure threshold";
	const others = savedIncidents - 1;
	const more = others > 0 ? ` and ${others} ${others === 1 ? "other" : "others"} in 90 days` : "";
	const pages = savedPages > 0 ? `, with ${savedPages} ${savedPages === 1 ? "page" : "pages"}` : "";
	return `A ${name} of ${to} would have prevented this incident${more}${pages}.`;
}
