import { Match, Show, Switch } from "solid-js";
import { HoldButton } from "../../parts/hold-button.tsx";
import { Notice } from "../../parts/states.tsx";
import { Lasting } from "../../parts/timer.tsx";
import { api } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Incident, List, Remediation, TimelineEvent } from "../../state/wire.ts";
import { endWords, runsOf } from "../remediation/runs.ts";

/** A step that Tocsin runs: what it calls, one confirmed press to start it, and what became of it. */
export function RemediationStep(props: {
	remediationId: string;
	incident: Incident;
	events: TimelineEvent[];
	may: boolean;
	take(next: Incident): void;
}) {
	const path = `/remediations?serviceId=${props.incident.service.id}` as const;
	const list = cached<List<Remediation>>(path, () => api("GET", path));
	const one = () => list.value?.items.find(({ id }) => id === props.remediationId);
	const last = () => runsOf(props.events).findLast((run) => run.remediationId === props.remediationId);
	const isGoing = () => last()?.result === null;
	const starting = sending(
		() =>
			api<Incident>("POST", `/incidents/${props.incident.id}/remediation-runs`, {
				remediationId: props.remediationId,
			}),
		props.take,
	);
	return (
		<div class="stack wide">
			<Switch>
				<Match when={one()}>
					{(it) => (
						<p class="sub">
							Runs <b>{it().name}</b>: a signed request to {hostOf(it().url)}. Your name and the result go
							into the timeline.
						</p>
					)}
				</Match>
				<Match when={list.value}>
					<Notice plain>It belongs to another service, so it can’t run for this incident.</Notice>
				</Match>
			</Switch>
			<Show when={last()}>
				{(run) => (
					<p role="status">
						<Show when={isGoing()} fallback={endWords(run())}>
							{run().isChecking ? "Checking " : "Running "}
							<Lasting since={run().startedAt} />
						</Show>
					</p>
				)}
			</Show>
			<Show when={starting.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={props.may && one() && props.incident.state !== "resolved"}>
				<HoldButton
					kind="brass"
					wide
					disabled={isGoing()}
					busy={starting.busy() && "Starting…"}
					again="Press again to run it"
					onConfirm={() => void starting.send()}
				>
					{isGoing() ? "Running…" : last() ? "Approve and run again" : "Approve and run"}
				</HoldButton>
			</Show>
		</div>
	);
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;
