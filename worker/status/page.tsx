import { raw } from "hono/html";
import { useContext } from "hono/jsx";
import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { Instant } from "../platform/rules/time.ts";
import { Bars } from "./bars.tsx";
import { Promises, toneOf, Updates, When } from "./incident-parts.tsx";
import { FRESHNESS_SLOT, Layout, OwnWords } from "./layout.tsx";
import { PastMaintenances, PlannedSection } from "./maintenance-parts.tsx";
import { PageContext, useAddress, useWords } from "./page-context.ts";
import { componentSlugs } from "./rules/component-slug.ts";
import type { ComponentView, GroupView, PublicView } from "./rules/status.ts";

const PAST_SHOWN = 5;

/** The front page: what a customer would say to a friend, then why, then the parts, then the past. */
export function StatusPage({ view }: { view: PublicView }) {
	const { parts, stop } = useWords();
	const { intro } = useContext(PageContext);
	const { verdict, open, past, groups, planned, at } = view;
	const slugs = componentSlugs(groups.flatMap(({ components }) => components));
	return (
		<Layout
			title={verdict.sentence}
			description={`${verdict.sentence}${stop} ${verdict.detail}`.trim()}
			indicator={verdict.doubt ? null : verdict.indicator}
			current="status"
		>
			<section class="say">
				<h1>{verdict.sentence}</h1>
				{verdict.detail && <p>{verdict.detail}</p>}
				{raw(FRESHNESS_SLOT)}
			</section>
			{intro && <OwnWords text={intro} />}
			{open.length > 0 && (
				<section class="now" aria-label={parts.openIncidents}>
					{open.map((incident) => (
						<Thread incident={incident} now={at} told={verdict.sentence} />
					))}
				</section>
			)}
			<PlannedSection planned={planned} now={at} />
			<section class="parts">
				<h2 class="away">{parts.components}</h2>
				{groups.length === 0 && <p class="quiet">{parts.none}</p>}
				{groups.map((group) => (
					<Group group={group} slugs={slugs} />
				))}
			</section>
			<section class="block">
				<h2>{parts.recent}</h2>
				{past.length === 0 && <p class="quiet">{open.length > 0 ? parts.noOthers : parts.noIncidents}</p>}
				<Past incidents={past.slice(0, PAST_SHOWN)} now={at} heading="h3" />
			</section>
			<PastMaintenances planned={planned} now={at} />
			<StayPosted />
		</Layout>
	);
}

/** An open incident with all it has said. Where the page's largest sentence is its name, it is not said twice. */
export function Thread({ incident, now, told }: { incident: PublicIncident; now: Instant; told: string }) {
	const [words, address] = [useWords(), useAddress()];
	const name = toldName(incident, words.incident.names);
	return (
		<article class={`thread ${toneOf(incident)}`}>
			<div>
				<h2>
					<a href={address(`/incidents/${incident.incidentId}`)}>
						{name === told ? words.parts.latest : name}
					</a>
				</h2>
				<When incident={incident} now={now} />
			</div>
			<Promises incident={incident} now={now} />
			<Updates incident={incident} now={now} />
		</article>
	);
}

function Group({ group, slugs }: { group: GroupView; slugs: Map<string, string> }) {
	const list = (
		<ul>
			{group.components.map((component) => (
				<Component
					component={component}
					slug={slugs.get(component.id) ?? component.id}
					grouped={group.name !== null}
				/>
			))}
		</ul>
	);
	const { collapsedGroups } = useContext(PageContext);
	if (group.name === null) return list;
	const isWell = group.status === "operational" && group.doubt === null;
	if (collapsedGroups.includes(group.name))
		return (
			<details class="group" open={!isWell}>
				<summary class="name">
					<h3>{group.name}</h3>
					<Word of={group} />
				</summary>
				{list}
			</details>
		);
	return (
		<div class="group">
			<div class="name">
				<h3>{group.name}</h3>
				<Word of={group} />
			</div>
			{list}
		</div>
	);
}

function Component(props: { component: ComponentView; slug: string; grouped: boolean }) {
	const { component, slug, grouped } = props;
	const address = useAddress();
	const name = <a href={address(`/components/${slug}`)}>{component.name}</a>;
	return (
		<li>
			<div class="name">
				{grouped ? <h4>{name}</h4> : <h3>{name}</h3>}
				<Word of={component} />
			</div>
			<Bars component={component} />
		</li>
	);
}

/** Where there is doubt, no status is claimed. */
export function Word({ of }: { of: Pick<ComponentView, "status" | "doubt"> }) {
	const words = useWords();
	return (
		<span class={`word ${of.doubt ?? of.status}`}>
			{of.doubt ? words.doubts[of.doubt] : words.statuses[of.status]}
		</span>
	);
}

interface PastProps {
	incidents: PublicIncident[];
	now: Instant;
	/** The level of their headings: one below what stands above them. */
	heading: "h2" | "h3";
}

/** The past with its last word; the whole thread is a tap away. */
export function Past({ incidents, now, heading: Heading }: PastProps) {
	const [words, address] = [useWords(), useAddress()];
	if (incidents.length === 0) return null;
	return (
		<ol class="past">
			{incidents.map((incident) => (
				<li class={`thread ${toneOf(incident)}`}>
					<div>
						<Heading>
							<a href={address(`/incidents/${incident.incidentId}`)}>
								{toldName(incident, words.incident.names)}
							</a>
						</Heading>
						<When incident={incident} now={now} />
					</div>
					<Updates incident={{ ...incident, updates: incident.updates.slice(-1) }} now={now} />
				</li>
			))}
		</ol>
	);
}

function StayPosted() {
	const { frame, parts } = useWords();
	const doors = [
		["/subscribe", parts.updates],
		["/report", parts.report],
		["/feed.atom", "Atom"],
		["/feed.rss", "RSS"],
		["/feed.json", "JSON Feed"],
		["/maintenances.ics", parts.calendar],
	];
	return (
		<section id="posted" class="block">
			<h2>{frame.subscribe}</h2>
			<ul class="doors">
				{doors.map(([to, name]) => (
					<li>
						<a href={to}>{name}</a>
					</li>
				))}
			</ul>
		</section>
	);
}
