import { useAddMonitor } from "../../monitoring/add-monitor.ts";
import { AddMonitorForm } from "../../monitoring/add-monitor-form.tsx";
import { AddMonitorActs } from "../../monitoring/proposal-form.tsx";
import { StepScreen } from "./step-screen.tsx";

/** Paste an address, see at once whether it answers, confirm what is saved. */
export function MonitorStep() {
	const adding = useAddMonitor(() => undefined);
	const at = () => adding.stage().kind;
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
			<AddMonitorForm of={adding} id="monitor" />
		</StepScreen>
	);
}
