import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Notice } from "../../parts/states.tsx";
import { Countdown, Lasting } from "../../parts/timer.tsx";
import { Section } from "../../shell/screen.tsx";
import { type ApiOptions, api } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import { retryKeys } from "../../state/retry-key.ts";
import { sending } from "../../state/sending.ts";
import type { Incident, List, Remediation, TimelineEvent } from "../../state/wire.ts";
import { modeWords } from "./remediation-words.ts";
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
	const runs = () => runsOf(props.events);
	const going = () => runs().find(({ result }) => result === null);
	const lastOf = ({ id }: Remediation) => runs().findLast(({ remediationId }) => remediationId === id);
	return (
		<Show when={(list.value?.items.length ?? 0) > 0}>
			<Section title="Remediation">
				<Rows label="Remediations">
					<For each={list.value?.items}>
						{(one) => <Offered {...props} of={one} last={lastOf(one)} isBlocked={going() !== undefined} />}
					</For>
				</Rows>
			</Section>
		</Show>
	);
}

function Offered(props: Props & { of: Remediation; last: Run | undefined; isBlocked: boolean }) {
	const [asking, setAsking] = createSignal(false);
	const keys = retryKeys();
	const send = () => {
		const body = { remediationId: props.of.id };
		const options: ApiOptions = { idempotencyKey: keys.keyFor(JSON.stringify(body)) };
		return api<Incident>("POST", `/incidents/${props.incident.id}/remediation-runs`, body, options);
	};
	const started = (next: Incident) => {
		keys.answered();
		props.onStarted(next);
	};
	const starting = sending(send, started);
	const isRunning = () => props.last?.result === null;
	const press = () => (props.of.mode === "suggest" ? setAsking(true) : void starting.send());
	return (
		<>
			<Row
				title={props.of.name}
				sub={
					<Show when={props.last} fallback={modeWords(props.of)}>
						{(run) => <Became run={run()} />}
					</Show>
				}
				trail={
					<Button
						kind={props.of.mode === "suggest" ? "plain" : "brass"}
						aria-label={`Run ${props.of.name}`}
						disabled={props.isBlocked}
						busy={(starting.busy() || isRunning()) && "Running …"}
						onClick={press}
					>
						{props.of.mode === "suggest" ? "Run …" : "Run"}
					</Button>
				}
			/>
			<Show when={starting.error()}>
				{(words) => (
					<li>
						<Notice act="Close" onAct={starting.clearError}>
							{words()}
						</Notice>
					</li>
				)}
			</Show>
			<Confirm
				open={asking()}
				title={`Run ${props.of.name}?`}
				act="Run it"
				onConfirm={async () => {
					const answer = await send();
					if (answer.ok) started(answer.value);
					return answer;
				}}
				onClose={() => setAsking(false)}
			>
				<span class="stack">
					<span>A signed request goes to this address:</span>
					<code class="secret">{props.of.url}</code>
					<CopyButton text={props.of.url} what="address" wide />
				</span>
			</Confirm>
		</>
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
