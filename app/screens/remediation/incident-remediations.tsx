import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Notice } from "../../parts/states.tsx";
import { Countdown, Lasting } from "../../parts/timer.tsx";
import { Section } from "../../shell/screen.tsx";
import { type ApiOptions, api, failureWords, type Result } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import { retryKeys } from "../../state/retry-key.ts";
import type { Incident, List, Remediation, TimelineEvent } from "../../state/wire.ts";
import { endWords, type Run, runsOf } from "./runs.ts";

interface Props {
	incident: Incident;
	events: TimelineEvent[];
	onStarted(next: Incident): void;
}

/** What can be run against the failing service, with one tap, and what became of the last run of each. */
export function IncidentRemediations(props: Props) {
	const path = `/remediations?serviceId=${props.incident.service.id}` as const;
	const list = cached<List<Remediation>>(path, () => api("GET", path));
	const [asked, setAsked] = createSignal<Remediation>();
	const runs = () => runsOf(props.events);
	const going = () => runs().some(({ result }) => result === null);
	const lastOf = ({ id }: Remediation) => runs().findLast(({ remediationId }) => remediationId === id);
	const start = starter(props);
	return (
		<Show when={(list.value?.items.length ?? 0) > 0}>
			<Section title="Remediation">
				<Rows label="Remediations">
					<For each={list.value?.items}>
						{(one) => (
							<Offered
								of={one}
								last={lastOf(one)}
								isBlocked={going()}
								busy={start.busy() === one.id}
								onRun={() => (one.mode === "suggest" ? setAsked(one) : void start.run(one))}
							/>
						)}
					</For>
				</Rows>
				<Show when={start.error()}>
					{(words) => (
						<Notice act="Close" onAct={start.clearError}>
							{words()}
						</Notice>
					)}
				</Show>
				<Show when={asked()} keyed>
					{(one) => <AskFirst of={one} onRun={() => start.send(one)} onClose={() => setAsked(undefined)} />}
				</Show>
			</Section>
		</Show>
	);
}

/** Starts runs, one at a time; a repeat of what was not answered is the same request. */
function starter(props: Props) {
	const keys = retryKeys();
	const [busy, setBusy] = createSignal<string>();
	const [error, setError] = createSignal<string>();
	const send = async ({ id: remediationId }: Remediation): Promise<Result<Incident>> => {
		const options: ApiOptions = { idempotencyKey: keys.keyFor(remediationId) };
		const path = `/incidents/${props.incident.id}/remediation-runs` as const;
		const answer = await api<Incident>("POST", path, { remediationId }, options);
		if (!("offline" in answer)) keys.answered();
		if (answer.ok) props.onStarted(answer.value);
		return answer;
	};
	const run = async (one: Remediation) => {
		if (busy()) return;
		setBusy(one.id);
		const answer = await send(one);
		setBusy(undefined);
		setError(answer.ok ? undefined : failureWords(answer));
	};
	return { busy, error, send, run, clearError: () => void setError(undefined) };
}

interface OfferedProps {
	of: Remediation;
	last: Run | undefined;
	isBlocked: boolean;
	busy: boolean;
	onRun(): void;
}

function Offered(props: OfferedProps) {
	const isRunning = () => props.last?.result === null;
	const asks = () => props.of.mode === "suggest";
	return (
		<Row
			title={props.of.name}
			sub={
				<Show when={props.last} fallback="Not run yet">
					{(run) => <Became run={run()} />}
				</Show>
			}
			trail={
				<Button
					kind={asks() ? "plain" : "brass"}
					aria-label={`Run ${props.of.name}`}
					disabled={props.isBlocked && !isRunning()}
					busy={(props.busy || isRunning()) && "Running …"}
					onClick={props.onRun}
				>
					{asks() ? "Run …" : "Run"}
				</Button>
			}
		/>
	);
}

/** What is only suggested is shown with its address before it runs. */
function AskFirst(props: { of: Remediation; onRun(): Promise<Result<Incident>>; onClose(): void }) {
	return (
		<Confirm
			open
			title={`Run ${props.of.name}?`}
			act="Run it"
			onConfirm={() => props.onRun()}
			onClose={() => props.onClose()}
		>
			<span class="stack">
				<span>A signed request goes to this address:</span>
				<code class="secret">{props.of.url}</code>
				<CopyButton text={props.of.url} what="address" wide />
			</span>
		</Confirm>
	);
}

function Became(props: { run: Run }) {
	const who = () => (props.run.by === null ? "Started by itself" : `Started by ${props.run.by}`);
	return (
		<Show when={props.run.result === null} fallback={endWords(props.run)}>
			{props.run.isChecking ? "Checking from all regions" : who()} · <Lasting since={props.run.startedAt} />
			<Show when={props.run.holdsPagesUntilAt}>
				{(until) => (
					<>
						{" · "}
						<Countdown words="the page waits" until={until()} after="the page goes out" />
					</>
				)}
			</Show>
		</Show>
	);
}
