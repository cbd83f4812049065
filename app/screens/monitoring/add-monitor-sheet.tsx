import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { showToast } from "../../parts/toast.tsx";
import { useAddMonitor } from "./add-monitor.ts";
import { ProbeResult } from "./probe-result.tsx";
import { AddMonitorActs, AddressForm, ProposalForm } from "./proposal-form.tsx";

/** One more address. Closed before it was confirmed, it leaves nothing behind. */
export function AddMonitorSheet(props: { onClose(): void }) {
	const navigate = useNavigate();
	const adding = useAddMonitor((monitor) => {
		props.onClose();
		showToast("Monitor added");
		navigate(`/monitors/${monitor.id}`);
	});
	const isProposed = () => ["proposed", "saving"].includes(adding.stage().kind);
	return (
		<Sheet
			open
			title="Add monitor"
			onClose={props.onClose}
			acts={<AddMonitorActs of={adding} id="add-monitor" />}
		>
			<Show when={isProposed()} fallback={<AddressForm of={adding} id="add-monitor-address" />}>
				<div class="line monitor-target">
					<span class="grow">{adding.typed()}</span>
					<Button kind="quiet" onClick={adding.again}>
						Edit address
					</Button>
				</div>
			</Show>
			<ProbeResult of={adding} />
			<Show when={isProposed()}>
				<ProposalForm of={adding} id="add-monitor-proposal" />
			</Show>
		</Sheet>
	);
}
