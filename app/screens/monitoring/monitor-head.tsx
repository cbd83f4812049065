import { Show } from "solid-js";
import { Strip } from "../../parts/day-strip.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { Ago } from "../../parts/timer.tsx";
import { Section } from "../../shell/screen.tsx";
import { now } from "../../state/clock.ts";
import { nowResource } from "../../state/name-book.ts";
import type { Monitor } from "../../state/wire.ts";
import { whenWords } from "../../state/words.ts";
import { OpenIncident } from "../services/open-incident.tsx";
import { expectedWords, isHeartbeat } from "./heartbeat-words.ts";
import { daysWords, forWords, NO_DAYS, outageWords, shareWords, sinceWords } from "./history-words.ts";
import { askedWords } from "./kind-words.ts";
import { measuredWords } from "./monitor-words.ts";

/** How it is, since when, and the incident that it opened. */
export function MonitorHead(props: {
	of: Monitor;
	/** Why this may not be so any more. */
	old: string | null;
}) {
	const state = () => monitorShape(props.of.state);
	const lasts = () => forWords(props.of.history?.changedAt, now());
	const incidents = () =>
		(nowResource().value?.firing ?? []).filter(
			({ source, state }) => source.id === props.of.id && state !== "resolved",
		);
	return (
		<div class="stack">
			<div class="stack close">
				<p class="big line">
					<Shape of={state().shape} />
					<span>
						{state().word}
						<Show when={lasts()}>{(words) => <span class="sub"> for {words()}</span>}</Show>
					</span>
				</p>
				<p class="sub monitor-target">
					{isHeartbeat(props.of) ? expectedWords(props.of, now()) : props.of.target}
				</p>
				<Show when={askedWords(props.of)}>{(words) => <p class="sub">{words()}</p>}</Show>
				<p class="dim">
					<Show when={props.old === null} fallback={props.old}>
						<LastCheck of={props.of} />
					</Show>
				</p>
			</div>
			<OpenIncident of={incidents()} />
		</div>
	);
}

function LastCheck(props: { of: Monitor }) {
	const until = () =>
		props.of.pausedUntil ? `until ${whenWords(props.of.pausedUntil, now())}` : "until someone resumes it";
	return (
		<Show
			when={props.of.paused}
			fallback={
				<Show
					when={props.of.lastCheckedAt}
					fallback={isHeartbeat(props.of) ? "No beat yet" : "Not checked yet"}
				>
					{(at) => (
						<>
							{isHeartbeat(props.of) ? "Last beat" : "Last checked"} <Ago at={at()} />
						</>
					)}
				</Show>
			}
		>
			{isHeartbeat(props.of) ? "Not expected" : "Not checked"}, and pages no one, {until()}.
		</Show>
	);
}

/** Ninety days, and how much of the time it was up, which says since when. */
export function UptimePart(props: { of: Monitor }) {
	const part = (name: string, share: number | null) => (
		<div>
			<dt>{name}</dt>
			<dd class="figure">{shareWords(share) ?? "–"}</dd>
		</div>
	);
	return (
		<Section
			title="Uptime"
			trail={<Show when={props.of.history}>{(it) => <span>{outageWords(it())}</span>}</Show>}
		>
			<div class="card">
				<Strip of={props.of.history?.days ?? NO_DAYS} said={daysWords(props.of.history, now())} />
				<span class="ends dim">
					<span>{sinceWords(props.of.history)}</span>
					<span>today</span>
				</span>
			</div>
			<dl class="facts shares">
				{part("24 h", props.of.uptime.day)}
				{part("7 d", props.of.uptime.week)}
				{part("30 d", props.of.uptime.month)}
				{part("90 d", props.of.uptime.quarter)}
			</dl>
			<Show when={measuredWords(props.of.history?.since ?? props.of.createdAt, now())}>
				{(words) => <p class="dim">{words()}</p>}
			</Show>
		</Section>
	);
}
