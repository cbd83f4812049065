import { For, Show } from "solid-js";
import type { TimelineLine } from "../state/timeline-text.ts";
import type { TimelineTone } from "../state/timeline-told.ts";
import { timeToSecond, wholeInstant } from "../state/words.ts";
import { LinkedText } from "./linked-text.tsx";
import { Shape, type ShapeName } from "./shape.tsx";
import "./delivery-progress.css";

const SHAPES: Record<TimelineTone, ShapeName> = {
	down: "down",
	degraded: "degraded",
	well: "well",
	person: "person",
	quiet: "note",
};

/** What happened, a line each, to the second; in the order that it is given. */
export function Timeline(props: { lines: TimelineLine[]; zone?: string }) {
	return (
		<ol class="timeline">
			<For each={props.lines}>
				{(line) => (
					<li>
						<time dateTime={new Date(line.at).toISOString()} title={wholeInstant(line.at, props.zone)}>
							{timeToSecond(line.at, props.zone)}
						</time>
						<Shape of={SHAPES[line.tone]} />
						<div class={line.tone === "quiet" ? "quiet" : undefined}>
							<Show when={line.hidden} fallback={<Words of={line} />}>
								{(hidden) => (
									<details>
										<summary class="dim">
											Hidden by {hidden().by}, {timeToSecond(hidden().at, props.zone)}
										</summary>
										<Words of={line} />
									</details>
								)}
							</Show>
						</div>
					</li>
				)}
			</For>
		</ol>
	);
}

function Words(props: { of: TimelineLine }) {
	return (
		<>
			{props.of.text}
			<Show when={props.of.isPinned}>
				<span class="dim"> · Pinned</span>
			</Show>
			<Show when={props.of.quote}>
				{(quote) => (
					<blockquote>
						<LinkedText text={quote()} />
					</blockquote>
				)}
			</Show>
		</>
	);
}
