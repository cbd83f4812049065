import { useContext } from "hono/jsx";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { days, type Instant } from "../platform/rules/time.ts";
import { PageContext } from "./page-context.ts";
import { localMoment, moment } from "./rules/moments.ts";
import { impactOfSeverity } from "./rules/status-rank.ts";
import { promiseLines, UPDATE_WORDS } from "./rules/update-lines.ts";
import { lasting, span } from "./words.ts";

interface IncidentProps {
	incident: PublicIncident;
	now: Instant;
}

/** The class that colours an incident's edge; what is over is calm. */
export const toneOf = (incident: PublicIncident): string =>
	incident.resolvedAt === null ? impactOfSeverity(incident.severity) : "over";

/** In the page’s own zone first, where it has one. */
export function Moment({ at, now }: { at: Instant; now: Instant }) {
	const { timeZone } = useContext(PageContext);
	const words = timeZone === null ? moment(at, now) : localMoment(at, now, timeZone);
	return <time datetime={new Date(at).toISOString()}>{words}</time>;
}

/** Newest first. */
export function Updates({ incident, now }: IncidentProps) {
	return (
		<ol class="updates">
			{[...incident.updates].reverse().map((update) => (
				<li>
					<b>{UPDATE_WORDS[update.status]}</b>
					<p>{update.message}</p>
					<p class="meta">
						<Moment at={update.at} now={now} />
						{isRecent(update.at, now) ? ` · ${span(now - update.at)} ago` : ""}
					</p>
				</li>
			))}
		</ol>
	);
}

/** An age says more than a time only for a while. */
const isRecent = (at: Instant, now: Instant) => at < now && now - at < days(1);

export function Promises({ incident, now }: IncidentProps) {
	const lines = incident.resolvedAt === null ? promiseLines(incident, now) : [];
	if (lines.length === 0) return null;
	return (
		<p class="promise">
			{lines.map(({ words, at }) => (
				<span>
					{words}{" "}
					<b>
						<Moment at={at} now={now} />
					</b>
				</span>
			))}
		</p>
	);
}

/** "Checkout · since 03:12 UTC, for 11 minutes" */
export function When({ incident, now }: IncidentProps) {
	const { resolvedAt, startedAt, componentName } = incident;
	const lasted = lasting(Math.max(0, (resolvedAt ?? now) - startedAt));
	return (
		<p class="meta">
			{componentName} · {resolvedAt === null ? "since " : ""}
			<Moment at={startedAt} now={now} />, {resolvedAt === null ? "for" : "lasted"} {lasted}
		</p>
	);
}
