import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import { Notice, Skeleton } from "../../../parts/states.tsx";
import { type Failure, failureWords } from "../../../state/api.ts";
import { now as clock } from "../../../state/clock.ts";
import type { ScheduleView } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import type { ScheduleDraft } from "./draft.ts";
import { type Cast, Lane } from "./lanes.tsx";
import { previewOf } from "./schedule-state.ts";
import { changeWords, dayWords, gapsAhead, gapWords, mondays, partsOf, WEEKS, weekWords } from "./weeks.ts";

/** Whoever types is not asked about each letter. */
const PAUSE_MS = 250;

/** What the draft comes to in the next eight weeks: the server's own arithmetic, on the schedule's clocks. */
export function Preview(props: { draft: ScheduleDraft; scheduleId: string | null; cast: Cast }) {
	const { view, failure } = previewing(props);
	return (
		<section class="stack" aria-label="Next eight weeks">
			<h3 class="strong">Next eight weeks</h3>
			<Show when={failure()}>{(why) => <Notice>No preview. {failureWords(why())}</Notice>}</Show>
			<Show when={view()} fallback={<Skeleton rows={WEEKS} height={32} label="Working out the preview" />}>
				{(it) => <EightWeeks view={it()} cast={props.cast} />}
			</Show>
		</section>
	);
}

function previewing(props: { draft: ScheduleDraft; scheduleId: string | null }) {
	const [view, setView] = createSignal<ScheduleView>();
	const [failure, setFailure] = createSignal<Failure | null>(null);
	let asked = 0;
	const ask = async (draft: ScheduleDraft, which: number) => {
		const answer = await previewOf(draft, props.scheduleId);
		// A later draft has been asked about meanwhile.
		if (which !== asked) return;
		setFailure(answer.ok ? null : answer);
		if (answer.ok) setView(answer.value);
	};
	createEffect(
		on(
			() => JSON.stringify([props.draft.timeZone, props.draft.layers]),
			(_, before) => {
				const which = ++asked;
				const timer = setTimeout(() => void ask(props.draft, which), before === undefined ? 0 : PAUSE_MS);
				onCleanup(() => clearTimeout(timer));
			},
		),
	);
	return { view, failure };
}

/** A row a week, and in words what no row shows. */
export function EightWeeks(props: { view: ScheduleView; cast: Cast }) {
	const zone = () => props.view.timeZone;
	const days = () => mondays(clock(), WEEKS, zone());
	const weeks = () =>
		days()
			.slice(0, WEEKS)
			.map((from, n) => ({ from, to: days()[n + 1] ?? from }));
	const changeIn = (from: number, to: number) =>
		props.view.clockChanges.find(({ at }) => from <= ms(at) && ms(at) < to);
	const ahead = () => gapsAhead(props.view.gaps, clock());
	return (
		<>
			<div class="lanes">
				<For each={weeks()}>
					{({ from, to }) => (
						<>
							<span class="dim">
								{weekWords(from, to, zone()).split(" to ")[0]}
								<Show when={changeIn(from, to)}>
									{(change) => (
										<>
											<br />
											{dayWords(change())}
										</>
									)}
								</Show>
							</span>
							<Lane
								parts={partsOf(props.view.final, from, to, clock())}
								cast={props.cast}
								label={laneWords(props.view, from, to, props.cast)}
							/>
						</>
					)}
				</For>
			</div>
			<div role="status" class="stack">
				<Show when={ahead().length > 0} fallback={<p class="sub">No gaps.</p>}>
					<Notice>{gapWords(ahead(), zone())}</Notice>
				</Show>
				<For each={props.view.clockChanges}>
					{(change) => <p class="sub">{changeWords(change, zone())}</p>}
				</For>
			</div>
		</>
	);
}

/** "Week of Nov 30 to Dec 6: Ana, Bo". */
function laneWords(view: ScheduleView, from: number, to: number, cast: Cast): string {
	const who = partsOf(view.final, from, to).map(({ userId }) =>
		userId === null ? "no one" : cast.nameOf(userId),
	);
	return `Week of ${weekWords(from, to, view.timeZone)}: ${[...new Set(who)].join(", ")}`;
}
