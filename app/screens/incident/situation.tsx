import { For, Show } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Skeleton, Stale } from "../../parts/states.tsx";
import { Countdown, Lasting } from "../../parts/timer.tsx";
import { Section } from "../../shell/screen.tsx";
import { now } from "../../state/clock.ts";
import { nameBook } from "../../state/name-book.ts";
import { me } from "../../state/session.ts";
import type { Incident, TimelineEvent } from "../../state/wire.ts";
import { ms, nextPage, stateWords, timeToSecond, whenWords, wholeInstant } from "../../state/words.ts";
import { BUSY_WORDS } from "./answers.ts";
import type { Commands } from "./commands.ts";
import { latestEvidence, regionWords, type Seen, seenWords } from "./evidence.ts";
import { type IncidentState, isUnread } from "./incident-state.ts";
import { originWords } from "./origin.ts";
import { Receipts } from "./receipts-part.tsx";

interface SituationProps {
	state: IncidentState;
	incident: Incident;
	commands: Commands;
	may: boolean;
	/** Opens the form for a public update. */
	onTell(): void;
}

/** What is wrong, since when, who has it and who is called next. */
export function Situation(props: SituationProps) {
	const events = () => props.state.events.value ?? [];
	return (
		<>
			<Stale of={props.state.incident} />
			<Head incident={props.incident} />
			<Show when={props.incident.state === "triggered"}>
				<Ladder {...props} />
			</Show>
			<Show when={props.incident.state !== "resolved" && props.incident.nextUpdateDueAt}>
				{(dueAt) => <UpdateDue at={dueAt()} onTell={props.may ? props.onTell : undefined} />}
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
			<p class="sub">
				{it().service.name}, since{" "}
				<time dateTime={it().detectedAt} title={wholeInstant(it().detectedAt)}>
					{whenWords(it().detectedAt, now())}
				</time>
			</p>
			<p class="dim">{originWords(it())}</p>
		</section>
	);
}

/** Who is called next and when, and the way to have them called now. */
function Ladder(props: SituationProps) {
	const next = () => nextPage(props.incident, nameBook());
	const isPagedMe = () =>
		(props.state.events.value ?? []).some(
			(event) => event.type === "page_queued" && event.data.userId === me().value?.user.id,
		);
	return (
		<section class={props.incident.severity === "P1" ? "card ladder-card p1" : "card ladder-card"}>
			<div class="line">
				<span class="said grow">
					<Show when={next()} fallback="Nobody else will be paged">
						{(it) => <Countdown words={it().words} until={it().at} after={`Paging ${it().who} now`} />}
					</Show>
				</span>
				<Show when={props.may && next()}>
					<Button
						busy={props.commands.busy() === "escalate" && BUSY_WORDS.escalate}
						onClick={() => void props.commands.run("escalate")}
					>
						{isPagedMe() ? "I cannot take it" : "Page them now"}
					</Button>
				</Show>
			</div>
		</section>
	);
}

function UpdateDue(props: { at: string; onTell?: () => void }) {
	const isLate = () => ms(props.at) <= now();
	return (
		<div class="card update-due">
			<div class="line">
				<Shape of={isLate() ? "degraded" : "note"} />
				<span class="grow">
					<Countdown words="Public update due in" until={props.at} after="The public update is overdue" />
				</span>
				<Show when={props.onTell}>
					<Button onClick={() => props.onTell?.()}>Tell the public</Button>
				</Show>
			</div>
		</div>
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
