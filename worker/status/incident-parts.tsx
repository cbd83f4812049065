import { useContext } from "hono/jsx";
import { toldMessage } from "../incidents/rules/own-words.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { days, type Instant } from "../platform/rules/time.ts";
import { Filled } from "./filled.tsx";
import { PageContext, useWords } from "./page-context.ts";
import { ago, lasting } from "./rules/lengths.ts";
import { localMoment, moment } from "./rules/moments.ts";
import { impactOfSeverity } from "./rules/status-rank.ts";
import { promiseLines } from "./rules/update-lines.ts";

interface IncidentProps {
	incident: PublicIncident;
	now: Instant;
}

/** The class that colours an incident's edge; what is over is calm. */
export const toneOf = (incident: PublicIncident): string =>
	incident.resolvedAt === null ? impactOfSeverity(incident.severity) : "over";

/** In the page’s own zone first, where it has one. */
export function Moment({ at, now }: { at: Instant; now: Instant }) {
	const { timeZone, words } = useContext(PageContext);
	const told = timeZone === null ? moment(at, now, words.tag) : localMoment(at, now, timeZone, words.tag);
	return <time datetime={new Date(at).toISOString()}>{told}</time>;
}

/** Newest first. */
export function Updates({ incident, now }: IncidentProps) {
	const words = useWords();
	return (
		<ol class="updates">
			{[...incident.updates].reverse().map((update) => (
				<li>
					<b>{words.updates[update.status]}</b>
					<p>{toldMessage(update.message, incident.componentName, words.incident.own)}</p>
					<p class="meta">
						<Moment at={update.at} now={now} />
						{isRecent(update.at, now) ? ` · ${ago(now - update.at, words.tag)}` : ""}
					</p>
				</li>
			))}
		</ol>
	);
}

/** An age says more than a time only for a while. */
const isRecent = (at: Instant, now: Instant) => at < now && now - at < days(1);

export function Promises({ incident, now }: IncidentProps) {
	const { promises } = useWords().incident;
	const lines = incident.resolvedAt === null ? promiseLines(incident, now, promises) : [];
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
	const words = useWords();
	const lasted = lasting(Math.max(0, (resolvedAt ?? now) - startedAt), words);
	const says = resolvedAt === null ? words.incident.open : words.incident.over;
	return (
		<p class="meta">
			{componentName} · <Filled text={says(lasted)} time={<Moment at={startedAt} now={now} />} />
		</p>
	);
}
