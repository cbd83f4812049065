import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { Shape } from "../../../parts/shape.tsx";
import { tookWords } from "../../../state/words.ts";
import { said } from "./stopwatch-words.ts";
import { EXPIRES_MS, type Run, type TestProgress } from "./test-run.ts";
import "./watch.css";

const TICK_MS = 100;

/** The time since a test page was sent, and how far it got. */
export function Stopwatch(props: { of: Run; device: string }) {
	const [tick, setTick] = createSignal(0);
	const ticking = setInterval(() => setTick((before) => before + 1), TICK_MS);
	onCleanup(() => clearInterval(ticking));
	const progress = (): TestProgress | null => ("progress" in props.of ? props.of.progress : null);
	const elapsedMs = () => {
		if (props.of.kind === "acknowledged") return props.of.progress.acknowledgedMs ?? 0;
		if (props.of.kind === "expired") return EXPIRES_MS;
		// The last tick may be older than the start: the time itself is asked.
		tick();
		return props.of.kind === "running" ? Date.now() - props.of.startedAt : 0;
	};
	return (
		<div class="watch" data-passed={props.of.kind === "acknowledged" ? "" : undefined}>
			<p class="watch-figure figure" role="timer" aria-live="off">
				{(Math.max(0, elapsedMs()) / 1_000).toFixed(1)} <small>s</small>
			</p>
			<p class="watch-said said" role="status">
				{said(props.of, props.device, elapsedMs())}
			</p>
			<ol>
				<Stage done={progress() !== null} of="Sent" />
				<Stage
					done={progress()?.deliveredMs !== null && progress() !== null}
					of="Delivered"
					tookMs={progress()?.deliveredMs}
				/>
				<Stage
					done={props.of.kind === "acknowledged"}
					of="Acknowledged"
					tookMs={progress()?.acknowledgedMs}
				/>
			</ol>
		</div>
	);
}

function Stage(props: { of: string; done: boolean; tookMs?: number | null }): JSX.Element {
	return (
		<li data-reached={props.done ? "" : undefined}>
			<Shape of={props.done ? "well" : "unknown"} />
			{props.of}
			<Show when={props.tookMs !== null && props.tookMs !== undefined}>
				<span class="figure">{tookWords(props.tookMs ?? 0)}</span>
			</Show>
		</li>
	);
}
