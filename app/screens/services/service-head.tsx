import { Show } from "solid-js";
import { Strip } from "../../parts/day-strip.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Section } from "../../shell/screen.tsx";
import { now } from "../../state/clock.ts";
import { nowResource } from "../../state/name-book.ts";
import { refreshing } from "../../state/refreshing.ts";
import type { Service, ServiceHealth } from "../../state/wire.ts";
import { heldAlertsOf, heldWords } from "../alerts/held-alerts.ts";
import {
	daysWords,
	forWords,
	NO_DAYS,
	outageWords,
	shareWords,
	sinceWords,
} from "../monitoring/history-words.ts";
import { OpenIncident } from "./open-incident.tsx";
import { LOOKS, monitorsWords, serviceView } from "./service-view.ts";

const REFRESH_MS = 30_000;

/** Is it well: in a word, since when, and what is open or held until its maintenance ends. */
export function ServiceHead(props: {
	value: Service;
	health: ServiceHealth | undefined;
	/** Why this may not be so any more. */
	old: string | null;
}) {
	const held = heldAlertsOf(props.value.id);
	refreshing(REFRESH_MS, held.reload);
	const firing = () => nowResource().value?.firing ?? [];
	const view = () => serviceView(props.value.id, props.health, firing());
	const open = () =>
		firing()
			.filter((one) => one.service.id === props.value.id && one.state !== "resolved")
			.toSorted((a, b) => a.severity.localeCompare(b.severity));
	const words = () => {
		const lasts = forWords(view().since, now());
		const monitors = props.health ? monitorsWords(props.health.monitors) : "…";
		return [lasts && `For ${lasts}`, monitors, heldWords([held.value], now())].filter(Boolean).join(" · ");
	};
	return (
		<div class="stack">
			<div class="stack close">
				<p class="big line">
					<Shape of={LOOKS[view().state].shape} />
					{LOOKS[view().state].word}
				</p>
				<p class="sub">{props.old ?? words()}</p>
			</div>
			<OpenIncident of={open()} />
		</div>
	);
}

/** How it was: ninety days, and what they come to. */
export function ServiceDays(props: { health: ServiceHealth | undefined }) {
	const history = () => props.health?.history;
	return (
		<Section
			title="Last 90 days"
			trail={<Show when={history()}>{(it) => <span>{outageWords(it())}</span>}</Show>}
		>
			<div class="card">
				<Strip of={history()?.days ?? NO_DAYS} said={daysWords(history(), now())} />
				<span class="ends dim">
					<span>{sinceWords(history())}</span>
					<span class="figure">{shareWords(history()?.uptime) ?? "–"} uptime</span>
					<span>today</span>
				</span>
				<Show when={props.health && history() === null}>
					<p class="dim">A part of its checks doesn’t respond, so its past can’t be told now.</p>
				</Show>
			</div>
		</Section>
	);
}
