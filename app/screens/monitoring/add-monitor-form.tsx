import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import type { AddMonitor } from "./add-monitor.ts";
import { ProbeResult } from "./probe-result.tsx";
import { AddressForm, ProposalForm } from "./proposal-form.tsx";

/** The address, then what its check saw and what is proposed. `AddMonitorActs` with the same id has the button. */
export function AddMonitorForm(props: { of: AddMonitor; id: string }) {
	const at = () => props.of.stage().kind;
	const isProposed = () => at() === "proposed" || at() === "saving";
	return (
		<>
			<Show when={at() === "asking" || at() === "probing"}>
				<AddressForm of={props.of} id={`${props.id}-address`} />
			</Show>
			<Show when={isProposed()}>
				<div class="line monitor-target">
					<span class="grow">{props.of.typed()}</span>
					<Button kind="quiet" onClick={props.of.again}>
						Edit address
					</Button>
				</div>
			</Show>
			<ProbeResult of={props.of} />
			<Show when={isProposed()}>
				<ProposalForm of={props.of} id={`${props.id}-proposal`} />
			</Show>
		</>
	);
}
