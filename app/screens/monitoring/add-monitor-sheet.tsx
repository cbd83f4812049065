import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { Segmented } from "../../parts/field.tsx";
import { later } from "../../parts/later.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { showToast } from "../../parts/toast.tsx";
import { fetched } from "../../shell/newer-app.ts";
import { useAddMonitor } from "./add-monitor.ts";
import { AddMonitorForm } from "./add-monitor-form.tsx";
import { AddMonitorActs } from "./proposal-form.tsx";

const NewHeartbeatSheet = later(() =>
	fetched(async () => ({ default: (await import("./new-heartbeat-sheet.tsx")).NewHeartbeatSheet })),
);

type What = "address" | "heartbeat";
const WHATS: { value: What; name: string }[] = [
	{ value: "address", name: "Check an address" },
	{ value: "heartbeat", name: "Expect a heartbeat" },
];

/** One more address, or one more job. Closed before it was confirmed, it leaves nothing behind. */
export function AddMonitorSheet(props: { onClose(): void }) {
	const [what, setWhat] = createSignal<What>("address");
	const choice = () => <Segmented label="What to monitor" options={WHATS} value={what()} onValue={setWhat} />;
	return (
		<Show when={what() === "heartbeat"} fallback={<AddressSheet choice={choice()} onClose={props.onClose} />}>
			<NewHeartbeatSheet choice={choice()} onClose={props.onClose} />
		</Show>
	);
}

function AddressSheet(props: { choice: JSX.Element; onClose(): void }) {
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
			<Show when={adding.stage().kind === "asking"}>{props.choice}</Show>
			<AddMonitorForm of={adding} id="add-monitor" />
		</Sheet>
	);
}
