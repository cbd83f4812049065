import { days, type Instant } from "../platform/rules/time.ts";
import { moment } from "./rules/moments.ts";
import type { Freshness } from "./rules/public-snapshot.ts";
import { clockWithSeconds, span } from "./words.ts";

/** How old what the page says is, in words; loud when that is a reason for doubt. */
export function FreshnessLine({ fresh, now }: { fresh: Freshness; now: Instant }) {
	if (fresh.kind === "never") return <p class="fresh">No checks yet.</p>;
	const time = <Time at={fresh.at} now={now} />;
	switch (fresh.kind) {
		case "checked":
			return (
				<p class="fresh">
					Checked {span(fresh.ageMs)} ago from {fresh.regions === 1 ? "1 region" : `${fresh.regions} regions`}
					, at {time}
				</p>
			);
		case "current":
			return <p class="fresh">As of {time}. Nothing is checked automatically.</p>;
		case "checks_late":
			return (
				<p class="late">
					Automatic checks are delayed. Last check {span(fresh.ageMs)} ago, at {time}.
				</p>
			);
		case "late":
			return (
				<p class="late">
					This page may be out of date. Last updated {span(fresh.ageMs)} ago, at {time}.
				</p>
			);
	}
}

/** To the second while it is of today: the age in words stops being true when the page is kept. */
function Time({ at, now }: { at: Instant; now: Instant }) {
	const today = at - (at % days(1)) === now - (now % days(1));
	return (
		<time datetime={new Date(at).toISOString()}>
			{today ? `${clockWithSeconds(at)} UTC` : moment(at, now)}
		</time>
	);
}
