import { createEffect, createMemo, createSignal, on, Show, untrack } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import { Loaded, Skeleton, Stale } from "../../../parts/states.tsx";
import { Timeline } from "../../../parts/timeline.tsx";
import { Section } from "../../../shell/screen.tsx";
import { nameBook } from "../../../state/name-book.ts";
import type { Resource } from "../../../state/resource.ts";
import { keepSame } from "../../../state/same.ts";
import { me } from "../../../state/session.ts";
import { withMarks } from "../../../state/timeline-marks.ts";
import { type TimelineLine, timelineLines } from "../../../state/timeline-text.ts";
import type { TimelineEvent } from "../../../state/wire.ts";
import { targetName } from "../../../state/words.ts";
import {
	foldPages,
	hasOwn,
	newsWords,
	TIMELINE_FILTERS,
	type TimelineFilter,
	timelineView,
	waitingWords,
} from "./timeline-view.ts";

/** The lines of a timeline, those that are shown, and what was last read out. */
function timelineState(of: Resource<TimelineEvent[]>) {
	const [filter, setFilter] = createSignal<TimelineFilter>("main");
	const [shownSeq, setShownSeq] = createSignal(0);
	const [news, setNews] = createSignal("");
	const meId = () => me().value?.user.id;
	const events = () => of.value ?? [];
	// A line that says the same as before keeps its element.
	const lines = createMemo<TimelineLine[]>((before) => {
		const book = nameBook();
		const nameOf = (target: { kind: string; id: string }) => targetName(target, book);
		const isEach = filter() === "all" || filter() === "pinned";
		const told = timelineLines(events(), { meId: meId(), nameOf }, isEach);
		const marked = withMarks(told, events(), meId());
		return keepSame(before, isEach ? marked : foldPages(marked, events()));
	}, []);
	const view = () => timelineView([...lines()], filter(), shownSeq());
	const waiting = () => waitingWords(lines(), events(), shownSeq());
	const showAll = () => setShownSeq(events().at(-1)?.seq ?? 0);
	// Whoever opens it wants all of it: lines wait only once the server's own picture has been shown.
	let isSettled = false;
	createEffect(
		on(events, (next, before) => {
			const fresh = next.slice(before?.length ?? 0);
			if (!isSettled || hasOwn(fresh, untrack(meId))) showAll();
			else setNews(newsWords(untrack(lines).filter((line) => fresh.some((e) => e.seq === line.seq))));
			isSettled ||= untrack(() => of.state === "fresh");
		}),
	);
	return { filter, setFilter, news, view, waiting, showAll };
}

/** The timeline, newest first. What others do meanwhile waits behind "3 new events", one's own acts do not. */
export function IncidentTimeline(props: {
	events: Resource<TimelineEvent[]>;
	onMark?: (() => void) | undefined;
}) {
	const { filter, setFilter, news, view, waiting, showAll } = timelineState(props.events);
	return (
		<Section title="Timeline">
			<div class="card timeline-card">
				<Segmented label="Filter timeline" options={TIMELINE_FILTERS} value={filter()} onValue={setFilter} />
				<p class="unseen" role="status">
					{news()}
				</p>
				<Show when={view().waiting > 0}>
					<Button class="new-lines" wide onClick={showAll}>
						{waiting()}
					</Button>
				</Show>
				<Show
					when={props.events.value}
					fallback={
						<Loaded of={props.events} what="the timeline" bones={<Skeleton rows={6} height={44} />}>
							{() => null}
						</Loaded>
					}
				>
					<Stale of={props.events} />
					<Timeline lines={view().lines} />
					<Show when={view().lines.length === 0}>
						<p class="sub">{filter() === "pinned" ? "No line is pinned." : "No activity yet."}</p>
					</Show>
					<Show when={props.onMark}>
						{(open) => (
							<Button kind="quiet" onClick={() => open()()}>
								Pin or hide lines
							</Button>
						)}
					</Show>
				</Show>
			</div>
		</Section>
	);
}
