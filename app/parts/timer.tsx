import { createEffect, createSignal, on, Show } from "solid-js";
import { now } from "../state/clock.ts";
import { ago, countdown, ms, span, type When, wholeInstant } from "../state/words.ts";
import "./timer.css";

const SPOKEN_SECONDS = [60, 30, 10];

/**
 * "Pages Bo in 3:41", a second at a time and without moving anything. A screen reader hears it when asked and at 60,
 * 30 and 10 seconds; after zero `after` stands there instead.
 */
export function Countdown(props: { words: string; until: When; after?: string }) {
	const leftMs = () => ms(props.until) - now();
	const [spoken, setSpoken] = createSignal("");
	createEffect(
		on(
			() => Math.ceil(leftMs() / 1_000),
			(left, before) => {
				const mark = SPOKEN_SECONDS.find((mark) => left <= mark && before !== undefined && before > mark);
				if (mark !== undefined) setSpoken(`${props.words} ${mark} seconds`);
			},
		),
	);
	return (
		<span class="countdown">
			<Show when={leftMs() > 0 || props.after === undefined} fallback={props.after}>
				<span role="timer" aria-live="off">
					<span class="countdown-words">{props.words}</span> <span class="figure">{countdown(leftMs())}</span>
				</span>
			</Show>
			<span class="unseen" role="status">
				{spoken()}
			</span>
		</span>
	);
}

/** "4 min 12 s" since then, growing; as wide as it will ever be, so that nothing beside it wraps at some seconds only. */
export function Lasting(props: { since: When; until?: When | null }) {
	return (
		<span class="figure lasting">{span((props.until ? ms(props.until) : now()) - ms(props.since))}</span>
	);
}

/** "4 min ago", with the whole instant, seconds and UTC, in the title. */
export function Ago(props: { at: When; zone?: string }) {
	return (
		<time dateTime={new Date(ms(props.at)).toISOString()} title={wholeInstant(props.at, props.zone)}>
			{ago(props.at, now())}
		</time>
	);
}
