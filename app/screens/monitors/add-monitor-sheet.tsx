import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { say } from "../../parts/toast.tsx";
import { monitorsResource } from "../../state/lists.ts";
import { FirstLook, LookButton, MonitorForm, useAddMonitor } from "./add-monitor.tsx";

/** One more address. Closed before it was decided, it leaves nothing behind. */
export function AddMonitorSheet(props: { onClose(): void }) {
	const navigate = useNavigate();
	const monitors = monitorsResource();
	const adding = useAddMonitor(() => void monitors.reload());
	const seen = () => {
		const at = adding.stage();
		return at.kind === "seen" ? at : null;
	};
	const close = () => {
		if (seen()?.kept === false) void adding.again().then(() => monitors.reload());
		props.onClose();
	};
	const open = (id: string) => {
		props.onClose();
		say("Watched from now on");
		navigate(`/monitors/${id}`);
	};
	const acts = () => (
		<Show when={seen()} fallback={<LookButton of={adding} form="add-monitor" />}>
			{(at) => (
				<Show when={at().kept}>
					<Button kind="primary" wide onClick={() => open(at().looked.monitor.id)}>
						Open it
					</Button>
				</Show>
			)}
		</Show>
	);
	return (
		<Sheet open title="Add a monitor" onClose={close} acts={acts()}>
			<Show when={!seen()}>
				<MonitorForm of={adding} id="add-monitor" />
			</Show>
			<FirstLook of={adding} />
		</Sheet>
	);
}
