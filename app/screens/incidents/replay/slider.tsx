import { createMemo, For, onCleanup, onMount } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { timelineLines } from "../../../state/timeline-text.ts";
import { span, timeToSecond } from "../../../state/words.ts";
import { marksOf } from "./marks.ts";
import { type Player, playerKey } from "./player.ts";
import type { Recording } from "./recording.ts";
import { dayWords, instantWords, SPEEDS, type Speed } from "./replay-words.ts";

const SPEED_OPTIONS = SPEEDS.map((value) => ({ value, name: `×${value}` }));

/** What time it is in the replay, and every way to another time. */
export function Slider(props: { recording: Recording; player: Player }) {
	const { player } = props;
	// Beside the slider too, wherever nobody types: arrows mean nothing else on this screen.
	const press = (event: KeyboardEvent) => {
		if (!event.key.startsWith("Arrow") || event.key === "ArrowUp" || event.key === "ArrowDown") return;
		if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
		if (playerKey(player, props.recording, event)) event.preventDefault();
	};
	onMount(() => document.addEventListener("keydown", press));
	onCleanup(() => document.removeEventListener("keydown", press));
	return (
		<div class="replay-bar">
			<Clock {...props} />
			<Track {...props} />
			<div class="replay-acts">
				<Button round aria-label="Previous event" onClick={() => player.step(-1)}>
					<Icon name="back" />
				</Button>
				<Button kind="brass" class="replay-play" onClick={() => player.toggle()}>
					<Icon name={player.playing() ? "pause" : "play"} />
					<span>{player.playing() ? "Pause" : "Play"}</span>
				</Button>
				<Button round aria-label="Next event" onClick={() => player.step(1)}>
					<Icon name="forward" />
				</Button>
				<Segmented
					label="Speed"
					options={SPEED_OPTIONS}
					value={player.speed()}
					onValue={(speed: Speed) => player.setSpeed(speed)}
				/>
			</div>
		</div>
	);
}

/** The reader's time, and the same in UTC. */
function Clock(props: { recording: Recording; player: Player }) {
	const at = () => props.player.at();
	return (
		<p class="replay-clock">
			<time class="big" dateTime={new Date(at()).toISOString()}>
				{timeToSecond(at())}
			</time>
			<span class="dim">{timeToSecond(at(), "UTC")} UTC</span>
			<span class="dim replay-day">{dayWords(at())}</span>
			<span class="sub">
				{span(at() - props.recording.from)} of {span(props.recording.to - props.recording.from)}
			</span>
		</p>
	);
}

function Track(props: { recording: Recording; player: Player }) {
	const length = () => props.recording.to - props.recording.from;
	const marks = createMemo(() =>
		marksOf(timelineLines(props.recording.events), props.recording.from, props.recording.to),
	);
	const onKey = (event: KeyboardEvent) => {
		if (playerKey(props.player, props.recording, event)) event.preventDefault();
	};
	return (
		<div class="replay-track">
			<svg class="replay-marks" width="100%" height="18" aria-hidden="true">
				<For each={marks()}>
					{(mark) => {
						const tall = 6 + 4 * Math.min(3, Math.ceil(Math.log2(mark.count + 1)));
						return (
							<rect
								class={mark.tone}
								x={`${mark.place * 100}%`}
								y={18 - tall}
								width="3"
								height={tall}
								transform="translate(-1.5)"
							/>
						);
					}}
				</For>
			</svg>
			<input
				class="replay-slider"
				type="range"
				aria-label="Time in the incident"
				aria-valuetext={instantWords(props.player.at(), props.recording.from)}
				min={0}
				max={length()}
				step={1_000}
				value={props.player.at() - props.recording.from}
				onInput={(event) => props.player.go(props.recording.from + Number(event.currentTarget.value))}
				onKeyDown={onKey}
			/>
		</div>
	);
}
