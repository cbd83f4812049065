import { useNavigate } from "@solidjs/router";
import { Sheet } from "../../parts/sheet.tsx";
import { showToast } from "../../parts/toast.tsx";
import { useAddMonitor } from "./add-monitor.ts";
import { AddMonitorForm } from "./add-monitor-form.tsx";
import { AddMonitorActs } from "./proposal-form.tsx";

/** One more address. Closed before it was confirmed, it leaves nothing behind. */
export function AddMonitorSheet(props: { onClose(): void }) {
	const navigate = useNavigate();
	const adding = useAddMonitor((monitor) => {
		props.onClose();
		showToast("Monitor added");
		navigate(`/monitors/${monitor.id}`);
	});
	return (
		<Sheet
			open
			title="Add monitor"
			onClose={props.onClose}
			acts={<AddMonitorActs of={adding} id="add-monitor" />}
		>
			<AddMonitorForm of={adding} id="add-monitor" />
		</Sheet>
	);
}
