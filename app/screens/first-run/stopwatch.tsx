import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { Shape } from "../../parts/shape.tsx";
import { reasonWords } from "../../state/story.ts";
import { tookWords } from "../../state/words.ts";
import type { Climb, Run } from "./test-run.ts";
import "./watch.css";

const TICK_MS = 100;
/** After this long without a receipt it is worth saying what may be in the way. */
const LONG_MS = 15_000;

/** The time since a test page was sent, and how far it got. */
export function Stopwatch(props: { of: Run; device: string }) {
	const [now, setNow] = createSignal(Date.now());
	const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
	onCleanup(() => clearInterval(ticking));
	const climb = (): Climb | null => ("climb" in props.of ? props.of.climb : null);
	const elapsedMs = () => {
		if (props.of.kind === "acknowledged") return props.of.climb.acknowledgedMs ?? 0;
		return props.of.kind === "running" ? Math.max(0, now() - props.of.startedAt) : 0;
	};
	return (
		<div class="watch" data-passed={props.of.kind === "acknowledged" ? "" : undefined}>
			<p class="watch-figure figure" role="timer" aria-live="off">
				{(elapsedMs() / 1_000).toFixed(1)} <small>s</small>
			</p>
			<p class="watch-said said" role="status">
				{said(props.of, props.device, elapsedMs())}
			</p>
			<ol>
				<Rung done={climb() !== null} of="Sent" />
				<Rung
					done={climb()?.deliveredMs !== null && climb() !== null}
					of="Delivered"
					tookMs={climb()?.deliveredMs}
				/>
				<Rung done={props.of.kind === "acknowledged"} of="Acknowledged" tookMs={climb()?.acknowledgedMs} />
			</ol>
		</div>
	);
}

function Rung(props: { of: string; done: boolean; tookMs?: number | null }): JSX.Element {
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

/** "Delivered in 1.8 s, acknowledged in 6.0 s", and before that what is being waited for. */
export function said(run: Run, device: string, elapsedMs: number): string {
	if (run.kind === "idle") return `Lock ${device}, if you like, and put it where it lies at night`;
	if (run.kind === "sending") return "Sending …";
	if (run.kind === "refused") return "It could not be sent";
	const { deliveredMs, acknowledgedMs, failed } = run.climb;
	if (run.kind === "acknowledged") {
		const took = `cknowledged in ${tookWords(acknowledgedMs ?? 0)}`;
		return deliveredMs === null ? `A${took}` : `Delivered in ${tookWords(deliveredMs)}, a${took}`;
	}
	if (deliveredMs !== null) return "It is there. Acknowledge it on the notification";
	if (failed) return `It was not delivered: ${reasonWords(failed)}`;
	return elapsedMs > LONG_MS
		? "No receipt yet. Look below for what may be in its way"
		: `On its way to ${device}`;
}
