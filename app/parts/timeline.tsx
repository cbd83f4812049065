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
							{line.text}
							<Show when={line.quote}>
								{(quote) => (
									<blockquote>
										<LinkedText text={quote()} />
									</blockquote>
								)}
							</Show>
						</div>
					</li>
				)}
			</For>
		</ol>
	);
}
