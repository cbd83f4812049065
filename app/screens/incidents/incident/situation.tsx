import { For, Show } from "solid-js";
import { Badge, SeverityPill } from "../../../parts/badge.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Skeleton, Stale } from "../../../parts/states.tsx";
import { Countdown, Lasting } from "../../../parts/timer.tsx";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import { me } from "../../../state/session.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { FLAPPING_WORDS, stateWords, timeToSecond, whenWords, wholeInstant } from "../../../state/words.ts";
import { ClockRow } from "./clock-row.tsx";
import type { Commands } from "./commands.ts";
import { latestEvidence, regionWords, type Seen, seenWords } from "./evidence.ts";
import { type IncidentResources, isUnread } from "./incident-state.ts";
import { originWords } from "./origin.ts";
import { Receipts } from "./receipts-part.tsx";
import { ReviewRow } from "./review-row.tsx";

interface SituationProps {
	state: IncidentResources;
	incident: Incident;
	commands: Commands;
	may: boolean;
}

/** What is wrong, since when and who has it; who is called next stands with the acts, for whoever has some. */
export function Situation(props: SituationProps) {
	const events = () => props.state.events.value ?? [];
	return (
		<>
			<Stale of={props.state.incident} />
			<Head incident={props.incident} />
			<ReviewRow incident={props.incident} />
			<Show when={!props.may && props.incident.state !== "resolved"}>
				<div class="card">
					<ClockRow {...props} events={events()} />
				</div>
			</Show>
			<Show
				when={!isUnread(props.state.events)}
				fallback={<Skeleton rows={4} label="Reading the timeline" />}
			>
				<Evidence events={events()} />
				<Receipts events={events()} />
			</Show>
		</>
	);
}

function Head(props: { incident: Incident }) {
	const it = () => props.incident;
	const isOver = () => it().state === "resolved";
	return (
		<section class="stack" aria-label="The incident">
			<div class="line head-line">
				<SeverityPill of={it().severity} over={isOver()} />
				<span class="sub grow">{stateWords(it(), me().value?.user.id)}</span>
				<Show when={!isOver()}>
					<span class="sub">
						<Lasting since={it().triggeredAt} />
					</span>
				</Show>
			</div>
			<h2 class="big">{it().title}</h2>
			<Show when={it().flapping}>
				<p class="line flapping">
					<Badge shape="note" filled>
						Flapping
					</Badge>
					<span class="sub">{FLAPPING_WORDS}</span>
				</p>
			</Show>
			<p class="sub">
				{it().service.name}, since{" "}
				<time dateTime={it().detectedAt} title={wholeInstant(it().detectedAt)}>
					{whenWords(it().detectedAt, now())}
				</time>
			</p>
			<p class="dim">
				{originWords(it())}
				<Show when={!isOver() && it().nextUpdateDueAt}>
					{(dueAt) => (
						<>
							{" · "}
							<Countdown words="public update due in" until={dueAt()} after="the public update is overdue" />
						</>
					)}
				</Show>
			</p>
		</section>
	);
}

function Evidence(props: { events: TimelineEvent[] }) {
	const latest = () => latestEvidence(props.events);
	return (
		<Show when={latest()}>
			{(it) => (
				<Section
					title={it().recovered ? "Working again" : "What the checks saw"}
					trail={<time dateTime={new Date(it().at).toISOString()}>{timeToSecond(it().at)}</time>}
				>
					<div class="card">
						<SeenList seen={it().seen} />
					</div>
				</Section>
			)}
		</Show>
	);
}

/** One line per check and region: shape, place, and what was wrong there. */
export function SeenList(props: { seen: Seen[]; nameOf?: (monitorId: string) => string | undefined }) {
	return (
		<ul class="seen">
			<For each={props.seen}>
				{(one) => (
					<li>
						<Shape of={one.outcome === "up" ? "well" : one.outcome === "degraded" ? "degraded" : "down"} />
						<span>
							{regionWords(one.region)}
							<Show when={one.monitorId && props.nameOf?.(one.monitorId)}>
								{(name) => <span class="dim"> · {name()}</span>}
							</Show>
						</span>
						<span class="sub">{seenWords(one)}</span>
					</li>
				)}
			</For>
		</ul>
	);
}
