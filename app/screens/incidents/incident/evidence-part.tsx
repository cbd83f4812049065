import { For, Show } from "solid-js";
import { Shape } from "../../../parts/shape.tsx";
import { Section } from "../../../shell/screen.tsx";
import { checksResource, monitorsResource } from "../../../state/lists.ts";
import { refreshing } from "../../../state/refreshing.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { timeToSecond } from "../../../state/words.ts";
import {
	type CheckEvidence,
	latestEvidence,
	monitorsOf,
	newestRound,
	regionWords,
	type Seen,
	seenShape,
	seenWords,
} from "./evidence.ts";

const REFRESH_MS = 15_000;

/** What the checks saw: while it is open the newest round of the monitor that found it, else what the timeline holds. */
export function Evidence(props: { incident: Incident; events: TimelineEvent[] }) {
	const told = () => latestEvidence(props.events);
	const isOver = () => props.incident.state === "resolved";
	const monitorId = () => (props.incident.source.kind === "monitor" ? props.incident.source.id : null);
	return (
		<Show when={told()}>
			{(evidence) => (
				<Show when={!isOver() && monitorId()} keyed fallback={<Told {...evidence()} isOver={isOver()} />}>
					{(id) => <Newest monitorId={id} told={evidence()} />}
				</Show>
			)}
		</Show>
	);
}

function Newest(props: { monitorId: string; told: CheckEvidence }) {
	const checks = checksResource(props.monitorId);
	refreshing(REFRESH_MS, checks.reload);
	const shown = () => newestRound(checks.value?.items ?? [], props.told.at) ?? props.told;
	return <Told {...shown()} isOver={false} />;
}

function Told(props: CheckEvidence & { isOver: boolean }) {
	return (
		<Section
			title={props.recovered ? "Working again" : "Latest checks"}
			trail={<time dateTime={new Date(props.at).toISOString()}>{timeToSecond(props.at)}</time>}
		>
			<div class="card">
				<Show
					when={monitorsOf(props.seen).some(isNamed) || monitorsOf(props.seen).length > 1}
					fallback={<SeenList seen={props.seen} isOver={props.isOver} />}
				>
					<NamedList seen={props.seen} isOver={props.isOver} />
				</Show>
			</div>
		</Section>
	);
}

/** A smoke check is told by its name also where it is alone: the incident tells which monitor failed, and not this. */
const isNamed = (id: string): boolean => !id.startsWith("mon_");

/** Each line with the monitor whose check it is. A smoke check's evidence carries its name. */
export function NamedList(props: { seen: Seen[]; isOver?: boolean }) {
	const monitors = monitorsResource();
	const nameOf = (id: string) =>
		isNamed(id) ? id : monitors.value?.items.find((one) => one.id === id)?.name;
	return <SeenList {...props} nameOf={nameOf} />;
}

interface SeenListProps {
	seen: Seen[];
	nameOf?: (monitorId: string) => string | undefined;
	/** What failed then alarms no longer. */
	isOver?: boolean;
}

/** One line per check and region: shape, place, and what was wrong there. */
function SeenList(props: SeenListProps) {
	return (
		<ul class="seen">
			<For each={props.seen}>
				{(one) => (
					<li>
						<Shape of={seenShape(one.outcome, props.isOver)} />
						<span>
							{regionWords(one.region)}
							<Show
								when={one.monitorId && props.nameOf?.(one.monitorId)}
								fallback={one.region === "" && "The job"}
							>
								{(name) => <span class="dim">{one.region === "" ? name() : ` · ${name()}`}</span>}
							</Show>
						</span>
						<span class="sub">{seenWords(one)}</span>
					</li>
				)}
			</For>
		</ul>
	);
}
