import { Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { useAddMonitor } from "../../monitoring/add-monitor.ts";
import { ProbeResult } from "../../monitoring/probe-result.tsx";
import { AddMonitorActs, AddressForm, ProposalForm } from "../../monitoring/proposal-form.tsx";
import { StepScreen } from "./step-screen.tsx";

/** Paste an address, see at once whether it answers, confirm what is saved. */
export function MonitorStep() {
	const adding = useAddMonitor(() => undefined);
	const at = () => adding.stage().kind;
	const isProposed = () => at() === "proposed" || at() === "saving";
	return (
		<StepScreen
			step="monitor"
			title="What should we monitor?"
			about={
				at() === "asking" || at() === "probing"
					? "We check the address right away. Nothing is saved until you confirm."
					: undefined
			}
			isDone={at() === "added" && adding.isSettled()}
			act={<AddMonitorActs of={adding} id="monitor" />}
		>
			<Show when={at() === "asking" || at() === "probing"}>
				<AddressForm of={adding} id="monitor-address" />
			</Show>
			<Show when={isProposed()}>
				<div class="line monitor-target">
					<span class="grow">{adding.typed()}</span>
					<Button kind="quiet" onClick={adding.again}>
						Edit address
					</Button>
				</div>
			</Show>
			<ProbeResult of={adding} />
			<Show when={isProposed()}>
				<ProposalForm of={adding} id="monitor-proposal" />
			</Show>
		</StepScreen>
	);
}
