import { raw } from "hono/html";
import { days } from "../platform/rules/time.ts";
import { useWords } from "./page-context.ts";
import { dayText } from "./rules/day-words.ts";
import { percent } from "./rules/languages/formats.ts";
import type { Words } from "./rules/languages/words.ts";
import type { ComponentView } from "./rules/status.ts";
import type { Day } from "./rules/status-days.ts";

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
	const words = useWords();
	return (
		<>
			<ol class="bars" aria-label={words.bars.of(component.name)}>
				{raw(component.days.map((day) => bar(day, words)).join(""))}
			</ol>
			<div class="ends">
				<span>{words.bars.from}</span>
				<span>{uptimeText(component, words)}</span>
				<span>{words.bars.to}</span>
			</div>
		</>
	);
}

/**
 * One day as text: a page has thousands of them, and as elements they would cost more than all the rest of it. Nothing
 * here is anybody's words but ours: a date, a status, a length of time.
 */
function bar(day: Day, words: Words): string {
	const mark = MARK[day.status];
	const looks = mark === undefined ? "" : ` class="${mark}"`;
	const reach = isEventful(day) ? ' tabindex="0"' : "";
	return `<li${looks}${reach}><span>${dayText(day, words)}</span></li>`;
}

/** A share of a few minutes would be true and say nothing. */
function uptimeText({ uptime, days: bars }: ComponentView, { tag, bars: says }: Words): string {
	const observedMs = bars.reduce((sum, day) => sum + day.observedMs, 0);
	if (uptime === null) return says.noData;
	return observedMs < days(1) ? says.lessThanDay : says.uptime(percent(uptime, tag));
}

const isEventful = (day: Day) => day.status !== "operational" && day.status !== "no_data";
