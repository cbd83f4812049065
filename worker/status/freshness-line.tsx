import { days, type Instant } from "../platform/rules/time.ts";
import { Filled } from "./filled.tsx";
import type { Words } from "./rules/languages/words.ts";
import { ago } from "./rules/lengths.ts";
import { clockWithSeconds, moment } from "./rules/moments.ts";
import type { Freshness } from "./rules/public-snapshot.ts";

interface LineProps {
	fresh: Freshness;
	now: Instant;
	/** Filled in when the page is rendered: no context reaches here. */
	words: Words;
}

/** How old what the page says is, in words; loud when that is a reason for doubt. */
export function FreshnessLine({ fresh, now, words }: LineProps) {
	const says = words.fresh;
	if (fresh.kind === "never") return <p class="fresh">{says.never}</p>;
	const time = <Time at={fresh.at} now={now} tag={words.tag} />;
	const age = ago(fresh.ageMs, words.tag);
	switch (fresh.kind) {
		case "checked":
			return (
				<p class="fresh">
					<Filled text={says.checked(age, fresh.regions)} time={time} />
				</p>
			);
		case "current":
			return (
				<p class="fresh">
					<Filled text={says.current} time={time} />
				</p>
			);
		case "checks_late":
			return (
				<p class="late">
					<Filled text={says.checksLate(age)} time={time} />
				</p>
			);
		case "late":
			return (
				<p class="late">
					<Filled text={says.late(age)} time={time} />
				</p>
			);
	}
}

/** To the second while it is of today: the age in words stops being true when the page is kept. */
function Time({ at, now, tag }: { at: Instant; now: Instant; tag: string }) {
	const today = at - (at % days(1)) === now - (now % days(1));
	return (
		<time datetime={new Date(at).toISOString()}>
			{today ? `${clockWithSeconds(at)} UTC` : moment(at, now, tag)}
		</time>
	);
}
