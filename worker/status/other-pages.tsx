import { raw } from "hono/html";
import { toldMessage } from "../incidents/rules/own-words.ts";
import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { safeMarkdown } from "../platform/http/markdown.ts";
import type { Instant } from "../platform/rules/time.ts";
import { Filled } from "./filled.tsx";
import { Moment, Promises, toneOf, Updates, When } from "./incident-parts.tsx";
import { Layout } from "./layout.tsx";
import { Completed } from "./maintenance-parts.tsx";
import { Past } from "./page.tsx";
import { useAddress, useWords } from "./page-context.ts";
import type { Words } from "./rules/languages/words.ts";
import { monthName } from "./rules/moments.ts";
import type { PlannedView } from "./rules/planned.ts";
import type { PostedReview } from "./rules/public-review.ts";
import { monthPlus, monthRange } from "./rules/status-month.ts";
import { impactOfSeverity } from "./rules/status-rank.ts";
import type { Indicator } from "./rules/status-verdict.ts";

interface HistoryProps {
	/** "2026-11" */
	month: string;
	/** Null: they could not be read just now. */
	incidents: PublicIncident[] | null;
	/** That ended in the month; null: as above. */
	maintenances: PlannedView[] | null;
	/** The first month there can be anything in. */
	firstMonth: string;
	thisMonth: string;
	now: Instant;
}

/** One month of incidents and maintenances, and the way to its neighbors. */
export function HistoryPage(props: HistoryProps) {
	const { month, incidents, maintenances, firstMonth, thisMonth, now } = props;
	const [words, address] = [useWords(), useAddress()];
	const nameOf = (one: string) => monthName(monthRange(one)?.from ?? now, words.tag);
	const name = nameOf(month);
	const [before, after] = [monthPlus(month, -1), monthPlus(month, 1)];
	return (
		<Layout
			title={words.history.title(name)}
			description={words.history.about(name)}
			indicator={null}
			current="history"
		>
			<h1>{name}</h1>
			{(incidents === null || maintenances === null) && <p class="late">{words.history.unavailable}</p>}
			{incidents?.length === 0 && <p class="quiet">{words.history.none(name)}</p>}
			{incidents && <Past incidents={incidents} now={now} heading="h2" />}
			{maintenances && <Completed past={maintenances} now={now} />}
			<nav aria-label={words.history.months}>
				<ul class="doors">
					{before >= firstMonth && (
						<li>
							<a href={address(`/history?month=${before}`)}>{nameOf(before)}</a>
						</li>
					)}
					{after <= thisMonth && (
						<li>
							<a href={address(`/history?month=${after}`)}>{nameOf(after)}</a>
						</li>
					)}
				</ul>
			</nav>
		</Layout>
	);
}

interface IncidentPageProps {
	incident: PublicIncident;
	/** Null where none is published. */
	review: PostedReview | null;
	now: Instant;
}

/** One incident with everything the public was told. */
export function IncidentPage({ incident, review, now }: IncidentPageProps) {
	const words = useWords();
	const name = toldName(incident, words.incident.names);
	return (
		<Layout
			title={name}
			description={describe(incident, name, words)}
			indicator={indicatorOf(incident)}
			current={null}
		>
			<div class="say">
				<h1>{name}</h1>
				<When incident={incident} now={now} />
			</div>
			<div class={`thread ${toneOf(incident)}`}>
				<Promises incident={incident} now={now} />
				<Updates incident={incident} now={now} />
			</div>
			{incident.resolvedAt === null && (
				<ul class="doors">
					<li>
						<a href={`/subscribe?incident=${incident.incidentId}`}>Tell me when this is over</a>
					</li>
				</ul>
			)}
			{review && (
				<section class="prose">
					<h2>{words.incident.review}</h2>
					<p class="meta">
						<Filled text={words.incident.published} time={<Moment at={review.at} now={now} />} />
					</p>
					{raw(safeMarkdown(review.text, 2))}
				</section>
			)}
		</Layout>
	);
}

/** A page that is one sentence: what was not found, or what cannot be told. */
export function PlainPage({ title, children }: { title: string; children: string }) {
	const { stop } = useWords();
	return (
		<Layout title={title} description={`${title}${stop}`} indicator={null} current={null}>
			<section class="say">
				<h1>{title}</h1>
				<p>{children}</p>
			</section>
		</Layout>
	);
}

/** What is served when no snapshot can be had at all. It is part of the program, so it cannot be missing. */
export function UnknownPage() {
	return (
		<PlainPage title="Status unavailable">
			We can’t load current status data, so we’re not showing anything that could be out of date. This doesn’t
			mean the service is down. Try again in a minute.
		</PlainPage>
	);
}

/** Its name, and what was said last. */
function describe({ updates, componentName }: PublicIncident, name: string, words: Words): string {
	const last = toldMessage(updates.at(-1)?.message ?? "", componentName, words.incident.own);
	return `${name}${words.stop} ${last}`.slice(0, 200).trim();
}

function indicatorOf(incident: PublicIncident): Indicator | null {
	return incident.resolvedAt === null ? impactOfSeverity(incident.severity) : null;
}
