import { createMemo, createSignal, For, Show } from "solid-js";
import type { Incident as Folded } from "../../../../worker/incidents/rules/incident.ts";
import { publicViewOf } from "../../../../worker/incidents/rules/incident-view.ts";
import { NO_ONE_ELSE } from "../../../../worker/platform/rules/phrases.ts";
import { Badge, SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Timeline } from "../../../parts/timeline.tsx";
import { Columns, Section } from "../../../shell/screen.tsx";
import { pageDeliveries } from "../../../state/page-delivery.ts";
import { withMarks } from "../../../state/timeline-marks.ts";
import { type Reader, timelineLines } from "../../../state/timeline-text.ts";
import { timeToSecond, wholeInstant } from "../../../state/words.ts";
import { PagedList } from "../incident/paged-list.tsx";

import { pagedPeople } from "../incident/receipts.ts";
import { reopenedWords } from "../state-words.ts";
import type { Player } from "./player.ts";
import { type Recording, standingAt } from "./recording.ts";
import { nextWords, promiseWords, roleWords, standWords } from "./replay-words.ts";
import { Slider } from "./slider.tsx";

interface ReplayProps {
	recording: Recording;
	player: Player;
	reader: Reader;
	/** The bar stands in the dock then. */
	isNarrow: boolean;
}

/** The incident as it stood at the player's instant. Nothing is asked for: all of it follows from the timeline. */
export function ReplayView(props: ReplayProps) {
	const standing = createMemo(() => standingAt(props.recording, props.player.at()));
	return (
		<Columns
			main={
				<>
					<Show when={!props.isNarrow}>
						<Slider recording={props.recording} player={props.player} />
					</Show>
					<Show when={props.recording.damagedSeq}>
						{(seq) => (
							<Notice>The timeline is damaged from event {seq()} on. The replay ends before it.</Notice>
						)}
					</Show>
					<Show when={standing().incident}>
						{(incident) => (
							<>
								<Head {...props} incident={incident()} next={nextWords(standing().next, props.player.at())} />
								<Paged {...props} count={standing().events.length} />
								<PublicThread incident={incident()} />
							</>
						)}
					</Show>
				</>
			}
			side={<Until {...props} count={standing().events.length} />}
		/>
	);
}

function Head(props: ReplayProps & { incident: Folded; next: string | null }) {
	const it = () => props.incident;
	const isOver = () => it().state === "resolved";
	return (
		<section class="stack replay-head" aria-label="The incident at this time">
			<div class="line head-line">
				<SeverityPill of={it().severity} over={isOver()} />
				<span class="sub grow">{standWords(it(), props.reader.meId)}</span>
				<Badge filled>{STATUS_WORDS[it().status]}</Badge>
			</div>
			<h2 class="big">{it().title}</h2>
			<p class="sub">
				{it().service.name}
				<Show when={it().epoch > 1}>, {reopenedWords(it().epoch - 1)}</Show>
			</p>
			<Show when={roleWords(it())}>{(words) => <p class="sub">{words()}</p>}</Show>
			<p class="dim replay-coming">
				{props.next ?? (it().state === "triggered" ? "Nothing is known of the next page" : NO_ONE_ELSE)}
				<Show when={promiseWords(it(), props.player.at())}>{(words) => <> · {words()}</>}</Show>
			</p>
		</section>
	);
}

const STATUS_WORDS: Record<Folded["status"], string> = {
	triage: "Triage",
	investigating: "Investigating",
	identified: "Identified",
	monitoring: "Monitoring",
	resolved: "Resolved",
};

/** Who had been paged by then, and what had arrived. */
function Paged(props: ReplayProps & { count: number }) {
	const people = createMemo(() => pagedPeople(pageDeliveries(props.recording.events.slice(0, props.count))));
	return (
		<Section title="Paged">
			<div class="card">
				<Show when={people().length > 0} fallback={<p class="sub">No one had been paged yet.</p>}>
					<PagedList people={people()} meId={props.reader.meId} />
				</Show>
			</div>
		</Section>
	);
}

/** What the public could read by then, newest first. */
function PublicThread(props: { incident: Folded }) {
	const thread = () => {
		const seen = publicViewOf(props.incident);
		return seen?.published ? seen.updates.toReversed() : [];
	};
	return (
		<Section title="Status page">
			<div class="card">
				<Show when={thread().length > 0} fallback={<p class="sub">The public saw nothing of it.</p>}>
					<ul class="replay-thread">
						<For each={thread()}>
							{(update) => (
								<li>
									<p class="line">
										<b class="grow">{STATUS_WORDS[update.status]}</b>
										<time
											class="dim"
											dateTime={new Date(update.at).toISOString()}
											title={wholeInstant(update.at)}
										>
											{timeToSecond(update.at)}
										</time>
									</p>
									<p class="sub">{update.message}</p>
								</li>
							)}
						</For>
					</ul>
				</Show>
			</div>
		</Section>
	);
}

/** So many lines at first: a phone draws thousands too slowly to slide. */
const FIRST_LINES = 60;

/** The timeline up to then, newest first. */
function Until(props: ReplayProps & { count: number }) {
	const [isWhole, setWhole] = createSignal(false);
	const lines = createMemo(() =>
		withMarks(
			timelineLines(props.recording.events.slice(0, props.count), props.reader),
			props.recording.events,
			props.reader.meId,
		).reverse(),
	);
	const shown = () => (isWhole() ? lines() : lines().slice(0, FIRST_LINES));
	return (
		<Section title="Timeline until then">
			<div class="card timeline-card">
				<Timeline lines={shown()} />
				<Show when={lines().length > shown().length}>
					<Button wide onClick={() => setWhole(true)}>
						Show {lines().length - shown().length} earlier
					</Button>
				</Show>
			</div>
		</Section>
	);
}
