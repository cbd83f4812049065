import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/states.tsx";
import { Countdown, Lasting } from "../../parts/timer.tsx";
import { nameBook, nowResource } from "../../state/name-book.ts";
import { mayAs } from "../../state/session.ts";
import type { Incident } from "../../state/wire.ts";
import { nextPage, numberWords } from "../../state/words.ts";
import { AcknowledgeButton, DeliveryNotice } from "../incident/act-bar.tsx";
import { BUSY_WORDS } from "../incident/answers.ts";
import { incidentCommands } from "../incident/commands.ts";
import { withFiring } from "./now-view.ts";

/** The one loud thing: what burns and what to do about it. */
export function FiringCard(props: { incident: Incident }) {
	const of = nowResource();
	const commands = incidentCommands(props.incident.id, {
		incident: () => props.incident,
		reload: of.reload,
		take: (next) => of.set((known) => known && withFiring(known, next)),
	});
	const next = () => nextPage(props.incident, nameBook());
	const may = () => mayAs("responder");
	return (
		<section class={`firing ${props.incident.severity.toLowerCase()}`} aria-label="Firing">
			<div class="line firing-head">
				<SeverityPill of={props.incident.severity} />
				<span class="sub grow">
					{props.incident.service.name} · <Lasting since={props.incident.triggeredAt} />
				</span>
				<span class="dim">{numberWords(props.incident)}</span>
			</div>
			<A class="big firing-title" href={`/incidents/${props.incident.id}`}>
				{props.incident.title}
			</A>
			<DeliveryNotice incidentId={props.incident.id} commands={commands} />
			<Show when={commands.refused()}>
				{(it) => (
					<div role="alert">
						<Notice act="Close" onAct={() => commands.forgive()}>
							{it().words}
						</Notice>
					</div>
				)}
			</Show>
			<Show when={may()}>
				<AcknowledgeButton incident={props.incident} commands={commands} />
			</Show>
			<div class="line">
				<span class="sub grow">
					<Show when={next()} fallback="Nobody else will be paged">
						{(it) => <Countdown words={it().words} until={it().at} after={`Paging ${it().who} now`} />}
					</Show>
				</span>
				<Show when={may() && next()}>
					<Button
						kind="quiet"
						busy={commands.busy() === "escalate" && BUSY_WORDS.escalate}
						onClick={() => void commands.run("escalate")}
					>
						I cannot take it
					</Button>
				</Show>
			</div>
		</section>
	);
}
