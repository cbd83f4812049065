import { Show } from "solid-js";
import { FirstLook, LookButton, MonitorForm, useAddMonitor } from "../monitors/add-monitor.tsx";
import { StepScreen } from "./step-screen.tsx";

/** Paste an address, see at once whether it answers. */
export function MonitorStep() {
	const adding = useAddMonitor(() => undefined);
	const seen = () => adding.stage().kind === "seen";
	const kept = () => {
		const at = adding.stage();
		return at.kind === "seen" && at.kept;
	};
	return (
		<StepScreen
			step="monitor"
			title="What should be watched?"
			about={
				seen()
					? undefined
					: "Tocsin looks at it every 30 seconds from three places, and pages you when two of them say it is down."
			}
			isDone={kept()}
			act={
				<Show when={!seen()}>
					<LookButton of={adding} form="monitor" />
				</Show>
			}
		>
			<Show when={!seen()}>
				<MonitorForm of={adding} id="monitor" />
			</Show>
			<FirstLook of={adding} />
		</StepScreen>
	);
}
