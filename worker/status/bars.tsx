import { raw } from "hono/html";
import { days } from "../platform/rules/time.ts";
import type { ComponentView } from "./rules/status.ts";
import type { Day } from "./rules/status-days.ts";
import { dayText, percent } from "./words.ts";

const MARK: Record<Day["status"], string | undefined> = {
	operational: undefined,
	no_data: "x",
	under_maintenance: "w",
	degraded_performance: "d",
	partial_outage: "p",
	major_outage: "m",
};

/** Ninety days, told in words too; those with something to tell can be reached with the keyboard. */
export function Bars({ component }: { component: ComponentView }) {
	return (
		<>
			<ol class="bars" aria-label={`${component.name}, last 90 days`}>
				{raw(component.days.map(bar).join(""))}
			</ol>
			<div class="ends">
				<span>90 days ago</span>
				<span>{uptimeText(component)}</span>
				<span>Today</span>
			</div>
		</>
	);
}

/**
 * One day as text: a page has thousands of them, and as elements they would cost more than all the rest of it. Nothing
 * here is anybody's words but ours: a date, a status, a length of time.
 */
function bar(day: Day): string {
	const mark = MARK[day.status];
	const looks = mark === undefined ? "" : ` class="${mark}"`;
	const reach = isEventful(day) ? ' tabindex="0"' : "";
	return `<li${looks}${reach}><span>${dayText(day)}</span></li>`;
}

/** A share of a few minutes would be true and say nothing. */
function uptimeText({ uptime, days: bars }: ComponentView): string {
	const observedMs = bars.reduce((sum, day) => sum + day.observedMs, 0);
	if (uptime === null) return "No data yet";
	return observedMs < days(1) ? "Less than a day of data" : `${percent(uptime)} uptime`;
}

const isEventful = (day: Day) => day.status !== "operational" && day.status !== "no_data";
