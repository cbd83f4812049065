import { Match, Switch } from "solid-js";
import type { MonitorState } from "../../worker/monitoring/rules/monitor.ts";
import "./badge.css";

/**
 * A round is well, a triangle is degraded, a diamond is down, a ring is unknown, two bars are paused. The small dots
 * of a timeline: `note` for the machinery, `person` for people. Never alone: a word stands beside it.
 */
export type ShapeName = "well" | "degraded" | "down" | "unknown" | "paused" | "note" | "person";

export function Shape(props: { of: ShapeName }) {
	return (
		<svg class={`shape ${props.of}`} viewBox="0 0 12 12" aria-hidden="true">
			<Switch fallback={<circle cx="6" cy="6" r="5.5" />}>
				<Match when={props.of === "degraded"}>
					<path d="M6 .6 11.8 11H.2Z" />
				</Match>
				<Match when={props.of === "down"}>
					<path d="M6-.4 12.4 6 6 12.4-.4 6Z" />
				</Match>
				<Match when={props.of === "unknown"}>
					<circle cx="6" cy="6" r="4.5" fill="none" stroke-width="2" />
				</Match>
				<Match when={props.of === "paused"}>
					<path d="M4 2v8M8.5 2v8" stroke-width="2.4" />
				</Match>
				<Match when={props.of === "note"}>
					<circle cx="6" cy="6" r="3" />
				</Match>
			</Switch>
		</svg>
	);
}

const OF_MONITOR: Record<MonitorState, [ShapeName, string]> = {
	up: ["well", "Up"],
	degraded: ["degraded", "Degraded"],
	down: ["down", "Down"],
	pending: ["unknown", "Not checked yet"],
	unknown: ["unknown", "Unknown"],
	maintenance: ["paused", "Maintenance"],
	paused: ["paused", "Paused"],
};

/** A monitor's state as shape and word. */
export const monitorShape = (state: MonitorState): { shape: ShapeName; word: string } => ({
	shape: OF_MONITOR[state][0],
	word: OF_MONITOR[state][1],
});
