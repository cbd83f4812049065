import { Strip } from "../../parts/day-strip.tsx";
import { Row } from "../../parts/row.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { now } from "../../state/clock.ts";
import type { Monitor } from "../../state/wire.ts";
import { ago, whenWords } from "../../state/words.ts";
import "./monitors.css";
import { daysWords, NO_DAYS, shareWords, sinceWords } from "./history-words.ts";

/** One monitor in a list, with its ninety days. `service`: its service's name, where the list holds several services'. */
export function MonitorRow(props: { of: Monitor; service?: string; from?: "list" }) {
	const state = () => monitorShape(props.of.state);
	const checked = () => {
		if (props.of.paused)
			return props.of.pausedUntil ? `until ${whenWords(props.of.pausedUntil, now())}` : null;
		return props.of.lastCheckedAt
			? ago(props.of.lastCheckedAt, now())
			: props.of.kind === "heartbeat"
				? "no beat yet"
				: "not checked yet";
	};
	const about = () => [props.service, checked()].filter(Boolean).join(" · ");
	return (
		<Row
			lead={<Shape of={state().shape} />}
			title={props.of.name}
			sub={
				<>
					<span class="monitor-about">{about() || "\u00a0"}</span>
					<span class="monitor-days">
						<Strip of={props.of.history?.days ?? NO_DAYS} said={daysWords(props.of.history, now())} />
					</span>
				</>
			}
			trail={
				<span class="monitor-state">
					<span>{state().word}</span>
					<span class="dim figure">{shareWords(props.of.uptime.quarter) ?? "–"}</span>
					<span class="dim figure">{sinceWords(props.of.history)}</span>
				</span>
			}
			href={`/monitors/${props.of.id}${props.from ? `?from=${props.from}` : ""}`}
		/>
	);
}
