import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { cached } from "../../state/resource.ts";
import { me } from "../../state/session.ts";
import type { Escalation } from "../../state/wire.ts";
import { listOfNames, whenWords } from "../../state/words.ts";
import {
	afterWords,
	type EscalationNow,
	endWords,
	levelNames,
	methodWords,
	startWords,
	TWO_NEEDED,
} from "./escalation-words.ts";

export const escalationResource = (serviceId: string) => {
	const path = `/services/${serviceId}/escalation` as const;
	return cached<Escalation>(path, () => api("GET", path));
};

/** Who is paged, level by level, if it fails now: as the escalation itself would have it. */
export function EscalationPart(props: { serviceId: string }) {
	const escalation = escalationResource(props.serviceId);
	return (
		<Section title="Who gets paged">
			<Loaded quiet of={escalation} what="the escalation" bones={<Skeleton rows={2} height={84} />}>
				{(value) => (
					<>
						<EscalationView of={value()} />
						<p class="dim">
							By the policy <A href={`/policies/${value().policy.id}`}>{value().policy.name}</A>.
						</p>
					</>
				)}
			</Loaded>
		</Section>
	);
}

/** The levels as they are at this moment, whatever policy they are of. */
export function EscalationView(props: { of: EscalationNow }) {
	return (
		<div class="card">
			<p class="sub">{startWords(props.of, now())}</p>
			<Show when={props.of.firstPageAt !== null}>
				<ol class="rail-of-levels">
					<For each={props.of.levels}>{(level) => <Level of={level} />}</For>
				</ol>
				<p class="dim">{endWords(props.of, now())}</p>
			</Show>
		</div>
	);
}

function Level(props: { of: Escalation["levels"][number] }) {
	return (
		<li>
			<span class="sub figure">{afterWords(props.of.afterSeconds)}</span>
			<span>
				<span class="strong">{levelNames(props.of, me().value?.user.id)}</span>
				<Show when={methodWords(props.of)}>{(words) => <span class="dim"> · {words()}</span>}</Show>
				<Show when={props.of.isSkipped}>
					<p class="sub">Skipped: it doesn’t apply then.</p>
				</Show>
				<Show when={props.of.needsAcknowledgements > 1}>
					<p class="sub">{TWO_NEEDED}</p>
				</Show>
				<Show when={props.of.unreachable.length > 0}>
					<Notice>{listOfNames(props.of.unreachable)} can’t be paged: no verified device.</Notice>
				</Show>
				<For each={props.of.waiting}>
					{({ name, untilAt }) => (
						<p class="sub">
							{name} has quiet hours until {whenWords(untilAt, now())}, and is paged then.
						</p>
					)}
				</For>
			</span>
		</li>
	);
}
