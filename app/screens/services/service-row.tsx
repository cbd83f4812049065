import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import { SeverityPill } from "../../parts/badge.tsx";
import { Strip } from "../../parts/day-strip.tsx";
import { Shape } from "../../parts/shape.tsx";
import { now } from "../../state/clock.ts";
import { usersResource } from "../../state/name-book.ts";
import { me } from "../../state/session.ts";
import { shortNames } from "../../state/short-names.ts";
import type { Incident, Service, ServiceHealth } from "../../state/wire.ts";
import { daysWords, forWords, NO_DAYS, shareWords, sinceWords } from "../monitoring/history-words.ts";
import { LOOKS, onCallWords, type ServiceView } from "./service-view.ts";
import { whoHasIt } from "./who-has-it.ts";

interface ServiceRowProps {
	service: Service;
	view: ServiceView;
	/** Undefined until it was read. */
	health: ServiceHealth | undefined;
}

/** One service in a list: how it is, how it was, who is on call for it, and what is open. */
export function ServiceRow(props: ServiceRowProps) {
	const looks = () => LOOKS[props.view.state];
	const lasts = () => forWords(props.view.since, now());
	return (
		<li>
			<div class="service-line">
				<span class="service-name">
					<Shape of={looks().shape} />
					<A href={`/services/${props.service.id}`}>{props.service.name}</A>
				</span>
				<span class="service-state sub">
					<span class={props.view.state === "up" ? undefined : "strong"}>{looks().word}</span>
					<Show when={lasts()}>{(words) => <span class="dim"> for {words()}</span>}</Show>
				</span>
			</div>
			<Past of={props.health?.history} />
			<div class="service-line">
				<Who of={props.health} />
				<span class="service-incident sub">
					<Show when={props.view.incident} fallback={<span class="dim">No open incident</span>}>
						{(incident) => <Open of={incident()} more={props.view.open - 1} />}
					</Show>
				</span>
			</div>
		</li>
	);
}

function Past(props: { of: ServiceHealth["history"] | undefined }) {
	return (
		<span class="service-days">
			<Strip of={props.of?.days ?? NO_DAYS} said={daysWords(props.of, now())} />
			<span class="ends dim">
				<span>{sinceWords(props.of)}</span>
				<span class="figure">{shareWords(props.of?.uptime) ?? "–"}</span>
			</span>
		</span>
	);
}

function Who(props: { of: ServiceHealth | undefined }) {
	const myId = () => me().value?.user.id;
	const first = () => props.of?.onCall[0];
	const words = () =>
		props.of ? onCallWords(props.of.onCall, myId(), shortNames(usersResource().value?.items ?? [])) : "…";
	const isMe = () => first()?.userId !== undefined && first()?.userId !== null && first()?.userId === myId();
	const isPerson = () => first() !== undefined && (first()?.userId !== null || first()?.kind !== "schedule");
	return (
		<span class="service-person sub">
			<Avatar name={isPerson() ? (first()?.name ?? null) : null} me={isMe()} small />
			<span class="unseen">On call: </span>
			<span class="cut">{words()}</span>
		</span>
	);
}

function Open(props: { of: Incident; more: number }) {
	return (
		<A href={`/incidents/${props.of.id}`}>
			<SeverityPill of={props.of.severity} />
			<span class="cut">{whoHasIt(props.of)}</span>
			<Show when={props.more > 0}>
				<span class="dim">+{props.more}</span>
			</Show>
		</A>
	);
}
