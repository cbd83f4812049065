import { Show } from "solid-js";
import { Badge, SeverityPill } from "../../../parts/badge.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Skeleton } from "../../../parts/states.tsx";
import { Countdown, Lasting } from "../../../parts/timer.tsx";
import { now } from "../../../state/clock.ts";
import { me } from "../../../state/session.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { FLAPPING_WORDS, titleWords, whenWords, wholeInstant } from "../../../state/words.ts";
import { reopenedWords, stateWords } from "../state-words.ts";
import { AcknowledgeTarget } from "./acknowledge-target.tsx";
import type { Commands } from "./commands.ts";
import { EndPart } from "./end-part.tsx";
import { Evidence } from "./evidence-part.tsx";
import { type IncidentResources, isUnread } from "./incident-state.ts";
import { originWords } from "./origin.ts";
import { publicStatusWords } from "./public-status.ts";
import { Receipts } from "./receipts-part.tsx";
import { ReviewRow } from "./review-row.tsx";

/** In the place that it will have; the code of the incident has no room for it. */
const RunbookRow = later(
	async () => ({ default: (await import("../../runbooks/runbook-row.tsx")).RunbookRow }),
	() => <Skeleton rows={1} height={62} />,
);

/** Its line is there before its code is. */
const LookersLine = later(
	() => import("./lookers-line.tsx"),
	() => <p class="dim">{"\u00a0"}</p>,
);
const CalledInPart = later(() => import("./called-in-part.tsx"));
const HandoverPart = later(() => import("./handover-part.tsx"));
const MergedPart = later(async () => ({ default: (await import("./merged-part.tsx")).MergedPart }));

interface SituationProps {
	state: IncidentResources;
	incident: Incident;
	commands: Commands;
	may: boolean;
}

/** What is wrong, since when and who has it; who is called next stands in the bar. */
export function Situation(props: SituationProps) {
	const events = () => props.state.events.value ?? [];
	return (
		<>
			<Head incident={props.incident} events={isUnread(props.state.events) ? undefined : events()} />
			<Show when={props.may}>
				<EndPart incident={props.incident} commands={props.commands} />
			</Show>
			<Show when={props.incident.calledIn?.length && props.incident.state !== "resolved"}>
				<CalledInPart incident={props.incident} commands={props.commands} />
			</Show>
			<Show when={props.incident.handovers?.length || props.incident.handoverSuggestion}>
				<HandoverPart incident={props.incident} commands={props.commands} may={props.may} />
			</Show>
			<Show when={props.may && props.incident.state === "resolved"}>
				<Rows>
					<Row
						title="Replay"
						sub="The incident as it stood at any second"
						href={`/incidents/${props.incident.id}/replay`}
					/>
				</Rows>
			</Show>
			<ReviewRow incident={props.incident} />
			<Show when={!isUnread(props.state.events)} fallback={<Skeleton rows={4} label="Loading timeline" />}>
				<Evidence incident={props.incident} events={events()} />
				<Show when={props.incident.mergedInto || events().some(({ type }) => type === "merged_in")}>
					<MergedPart
						incident={props.incident}
						events={events()}
						may={props.may}
						reload={props.state.incident.reload}
					/>
				</Show>
				<Receipts events={events()} />
				<RunbookRow incident={props.incident} events={events()} may={props.may} take={props.state.take} />
			</Show>
		</>
	);
}

/** What customers read has its line before the timeline is there. */
function Head(props: { incident: Incident; events: TimelineEvent[] | undefined }) {
	const it = () => props.incident;
	const isOver = () => it().state === "resolved";
	return (
		<section class="stack" aria-label="The incident">
			<div class="line head-line">
				<SeverityPill of={it().severity} over={isOver()} />
				<span class="sub grow">{stateWords(it(), me().value?.user.id)}</span>
				<AcknowledgeTarget incident={it()} />
			</div>
			<h2 class="big">{titleWords(it())}</h2>
			<Show when={it().flapping}>
				<p class="line flapping">
					<Badge shape="note" filled>
						Flapping
					</Badge>
					<span class="sub">{FLAPPING_WORDS}</span>
				</p>
			</Show>
			<p class="sub">
				{it().service.name}, {isOver() ? "from" : "since"}{" "}
				<time dateTime={it().detectedAt} title={wholeInstant(it().detectedAt)}>
					{whenWords(it().detectedAt, now())}
				</time>
				<Show when={it().resolvedAt}>
					{(at) => (
						<>
							{" to "}
							<time dateTime={at()} title={wholeInstant(at())}>
								{whenWords(at(), now())}
							</time>
						</>
					)}
				</Show>
				<Show when={it().epoch > 1}>, {reopenedWords(it().epoch - 1)}</Show>
				<Show when={!isOver()}>
					{" · "}
					<Lasting since={it().triggeredAt} />
				</Show>
			</p>
			<p class="dim">{props.events ? publicStatusWords(props.events, it()) : "\u00a0"}</p>
			<p class="dim">
				{originWords(it())}
				<Show when={!isOver() && it().nextUpdateDueAt}>
					{(dueAt) => (
						<>
							{" · "}
							<Countdown words="public update due in" until={dueAt()} after="public update overdue" />
						</>
					)}
				</Show>
			</p>
			<LookersLine incidentId={it().id} />
		</section>
	);
}
