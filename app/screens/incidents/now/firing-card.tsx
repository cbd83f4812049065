import { A } from "@solidjs/router";
import { Show } from "solid-js";
import {
	acknowledgedBy,
	CANNOT_TAKE_IT,
	NO_ONE_ELSE,
	pagingNow,
	resolvedNow,
} from "../../../../worker/platform/rules/phrases.ts";
import { Badge, SeverityPill } from "../../../parts/badge.tsx";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Countdown, Lasting } from "../../../parts/timer.tsx";
import { withFiring } from "../../../state/firing.ts";
import { firstWords } from "../../../state/first-acknowledgement.ts";
import { nameBook, nowResource } from "../../../state/name-book.ts";
import { mayAs, myId } from "../../../state/session.ts";
import type { Incident } from "../../../state/wire.ts";
import { nextPage, numberWords, whoWords } from "../../../state/words.ts";
import { AcknowledgeButton, DeliveryNotice } from "../incident/acknowledge.tsx";
import { AcknowledgeTarget } from "../incident/acknowledge-target.tsx";
import { BUSY_WORDS } from "../incident/answers.ts";
import { type Commands, incidentCommands } from "../incident/commands.ts";
import { type Card, isLoud } from "./now-view.ts";

interface CardProps {
	card: Card;
	/** The first of them, and what is one’s own: in full. */
	isFirst: boolean;
}

/** An open incident and what to do about it. It keeps its place and height when somebody has it and when it is over. */
export function FiringCard(props: CardProps) {
	const of = nowResource();
	const it = () => props.card.incident;
	const loud = () => isLoud(props.card, myId());
	const commands = incidentCommands(it().id, {
		incident: it,
		reload: of.reload,
		take: (next) => of.set((known) => known && withFiring(known, next)),
	});
	return (
		<section
			class={`firing ${loud() ? it().severity.toLowerCase() : "had"} ${props.isFirst ? "first" : ""}`}
			aria-label={`Firing, ${numberWords(it())}`}
			data-steady={it().id}
		>
			<Head incident={it()} isOver={props.card.isOver} />
			<A class={props.isFirst ? "big firing-title" : "strong firing-title"} href={`/incidents/${it().id}`}>
				{/* Its words stay, so that the card keeps its height. */}
				<Show when={props.card.isOver} fallback={<span>{it().title}</span>}>
					<span class="over">
						<span class="unseen">{resolvedNow("")}</span>
						{it().title}
					</span>
				</Show>
			</A>
			<div class="firing-acts">
				<Show when={mayAs("responder")}>
					<Show when={loud()} fallback={<Had {...props} />}>
						<AcknowledgeButton
							incident={it()}
							commands={commands}
							kind={props.isFirst ? "primary" : "brass"}
						/>
					</Show>
				</Show>
				<Clock {...props} commands={commands} />
			</div>
			<DeliveryNotice incidentId={it().id} commands={commands} />
			<Show when={commands.refused()}>
				{(refused) => (
					<div role="alert">
						<Notice act="Close" onAct={() => commands.clearError()}>
							{refused().words}
						</Notice>
					</div>
				)}
			</Show>
		</section>
	);
}

function Head(props: { incident: Incident; isOver: boolean }) {
	return (
		<div class="line firing-head">
			<SeverityPill of={props.incident.severity} over={props.isOver} />
			<span class="sub grow">{props.incident.service.name}</span>
			<Show when={!props.isOver}>
				<span class="sub">
					{"· "}
					<Lasting since={props.incident.triggeredAt} />
				</span>
			</Show>
			<Show when={props.incident.soakUntil}>
				<Badge shape="well">Works again</Badge>
			</Show>
			<Show when={!props.isOver}>
				<AcknowledgeTarget incident={props.incident} />
			</Show>
			<Show when={props.incident.flapping}>
				<Badge shape="note">Flapping</Badge>
			</Show>
			<span class="dim">{numberWords(props.incident)}</span>
		</div>
	);
}

/** Whom it calls next and when; only the first card has room for the act that escalates. */
function Clock(props: CardProps & { commands: Commands }) {
	const it = () => props.card.incident;
	const next = () => (props.card.isOver ? null : nextPage(it(), nameBook()));
	return (
		<div class="clock-row">
			<span class="sub">
				<Show when={next()} fallback={NO_ONE_ELSE}>
					{(call) => <Countdown words={call().words} until={call().at} after={pagingNow(call().who)} />}
				</Show>
			</span>
			<Show when={props.isFirst && it().state !== "triggered"}>
				<LinkButton kind="quiet" href={`/incidents/${it().id}`}>
					Open
				</LinkButton>
			</Show>
			<Show when={props.isFirst && mayAs("responder") && it().state === "triggered" && next()}>
				<Button
					kind="quiet"
					busy={props.commands.busy() === "escalate" && BUSY_WORDS.escalate}
					onClick={() => void props.commands.run("escalate")}
				>
					{CANNOT_TAKE_IT}
				</Button>
			</Show>
		</div>
	);
}

/** Stands where Acknowledge was, and cannot be pressed. */
function Had(props: CardProps) {
	const words = () => {
		const { incident, isOver } = props.card;
		if (isOver) return "Resolved";
		if (incident.soakUntil) return "It works again, and is watched";
		return firstWords(incident, myId(), !props.isFirst) ?? acknowledgedBy(whoWords(incident, myId()));
	};
	return (
		<p class="had-by">
			<span>{words()}</span>
		</p>
	);
}
