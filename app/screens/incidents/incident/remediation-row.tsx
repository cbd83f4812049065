import { Match, Show, Switch } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Lasting } from "../../../parts/timer.tsx";
import { api } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import type { Incident, List, Remediation, TimelineEvent } from "../../../state/wire.ts";
import { endWords, type Run, runsOf } from "../../remediation/runs.ts";
import { BUSY_WORDS } from "./answers.ts";
import type { Commands } from "./commands.ts";
import type { SheetName } from "./sheet-props.ts";

/** What can be run against a service. */
export function remediationsOf(serviceId: string): Resource<List<Remediation>> {
	const path = `/remediations?serviceId=${serviceId}` as const;
	return cached<List<Remediation>>(path, () => api("GET", path));
}

/**
 * The remediation that one tap runs, above the clock: it is one line in every state, and nothing where there is none. All
 * of them are in a sheet.
 */
export function RemediationRow(props: {
	incident: Incident;
	events: TimelineEvent[];
	commands: Commands;
	open(name: SheetName): void;
}) {
	const list = remediationsOf(props.incident.service.id);
	const all = () => list.value?.items ?? [];
	const runs = () => runsOf(props.events);
	const going = () => runs().find(({ result }) => result === null);
	const next = () =>
		all().find(({ mode }) => mode === "approve") ?? all().find(({ mode }) => mode === "automatic");
	const run = (one: Remediation) => void props.commands.run("remediate", { remediationId: one.id });
	const show = (words: string) => (
		<Button kind="quiet" onClick={() => props.open("remediations")}>
			{words}
		</Button>
	);
	return (
		<Show when={all().length > 0}>
			<div class="remediation-row">
				<Switch fallback={<Line name={`Can be run: ${all().length}`} />}>
					<Match when={going()}>{(it) => <Line name={it().name} run={it()} />}</Match>
					<Match when={next()}>{(it) => <Line name={it().name} run={lastOf(runs(), it())} />}</Match>
				</Switch>
				<span class="line">
					<Show when={all().length > 1 || going() || !next()}>{show(next() ? "All" : "Show")}</Show>
					<Show when={!going() && next()}>
						{(it) => (
							<Button
								kind="brass"
								aria-label={`Run ${it().name}`}
								busy={props.commands.busy() === "remediate" && BUSY_WORDS.remediate}
								onClick={() => run(it())}
							>
								Run
							</Button>
						)}
					</Show>
				</span>
			</div>
		</Show>
	);
}

export const lastOf = (runs: Run[], { id }: Remediation): Run | undefined =>
	runs.findLast(({ remediationId }) => remediationId === id);

function Line(props: { name: string; run?: Run | undefined }) {
	return (
		<span class="sub">
			{props.name}
			<Show when={props.run}>
				{(run) => (
					<>
						{" · "}
						<Became run={run()} />
					</>
				)}
			</Show>
		</span>
	);
}

/** "Running 0:12", and how it ended. */
export function Became(props: { run: Run }) {
	return (
		<Show when={props.run.result === null} fallback={endWords(props.run)}>
			{props.run.isChecking ? "checking " : "running "}
			<Lasting since={props.run.startedAt} />
		</Show>
	);
}
