import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Countdown } from "../../../parts/timer.tsx";
import type { Remediation, TimelineEvent } from "../../../state/wire.ts";
import { runsOf } from "../../remediation/runs.ts";
import { Became, lastOf, remediationsOf } from "./remediation-row.tsx";
import type { SheetProps } from "./sheet-props.ts";

/** All that can be run here. What is only suggested is shown with its address before it runs. */
export function RemediationsSheet(props: SheetProps & { events: TimelineEvent[] }) {
	const list = remediationsOf(props.incident.service.id);
	const [asked, setAsked] = createSignal<Remediation>();
	const runs = () => runsOf(props.events);
	const going = () => runs().find(({ result }) => result === null);
	const run = async (one: Remediation) => {
		if (await props.commands.run("remediate", { remediationId: one.id })) props.onClose();
	};
	return (
		<Sheet open title={asked()?.name ?? "Remediations"} onClose={props.onClose}>
			<Show when={going()?.holdsPagesUntilAt}>
				{(until) => (
					<p class="sub">
						<Countdown words="The page waits" until={until()} after="The page goes out now" />
					</p>
				)}
			</Show>
			<Show when={props.commands.refused()}>{(it) => <Notice>{it().words}</Notice>}</Show>
			<Show
				when={asked()}
				fallback={
					<Loaded of={list} what="remediations" bones={<Skeleton rows={2} height={62} />}>
						{(value) => (
							<Rows label="Remediations">
								<For each={value().items}>
									{(one) => (
										<Row
											title={one.name}
											sub={
												<Show when={lastOf(runs(), one)} fallback="Not run yet">
													{(last) => <Became run={last()} />}
												</Show>
											}
											trail={
												<Button
													kind={one.mode === "suggest" ? "plain" : "brass"}
													aria-label={`Run ${one.name}`}
													disabled={going() !== undefined || props.commands.busy() !== null}
													onClick={() => (one.mode === "suggest" ? setAsked(one) : void run(one))}
												>
													{one.mode === "suggest" ? "Run…" : "Run"}
												</Button>
											}
										/>
									)}
								</For>
							</Rows>
						)}
					</Loaded>
				}
			>
				{(one) => <Address of={one()} busy={props.commands.busy() !== null} onRun={() => void run(one())} />}
			</Show>
		</Sheet>
	);
}

function Address(props: { of: Remediation; busy: boolean; onRun(): void }) {
	return (
		<div class="stack wide">
			<p class="sub">It is only suggested. A signed request goes to this address:</p>
			<code class="secret">{props.of.url}</code>
			<CopyButton text={props.of.url} what="address" wide />
			<Button kind="primary" wide busy={props.busy && "Starting…"} onClick={props.onRun}>
				Run it
			</Button>
		</div>
	);
}
