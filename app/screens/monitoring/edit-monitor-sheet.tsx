import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import { monitorsResource } from "../../state/lists.ts";
import type { Resource } from "../../state/resource.ts";
import type { Monitor } from "../../state/wire.ts";
import { HeartbeatSettings } from "./heartbeat-settings.tsx";
import { isHeartbeat } from "./heartbeat-words.ts";
import { MonitorSettings } from "./monitor-settings.tsx";

/** What an admin may change of a monitor, and the way to be rid of it. */
export function EditMonitorSheet(props: { of: Resource<Monitor>; value: Monitor; onClose(): void }) {
	return (
		<Sheet open title={`Edit ${props.value.name}`} onClose={props.onClose}>
			<Show when={isHeartbeat(props.value)} fallback={<MonitorSettings of={props.of} value={props.value} />}>
				<HeartbeatSettings of={props.of} value={props.value} />
			</Show>
			<RemoveMonitor value={props.value} />
		</Sheet>
	);
}

function RemoveMonitor(props: { value: Monitor }) {
	const navigate = useNavigate();
	const [deleting, setDeleting] = createSignal(false);
	const gone = () => {
		void monitorsResource();
		showToast(`${props.value.name} deleted`);
		navigate("/monitors", { replace: true });
	};
	return (
		<Section title="Delete monitor">
			<Button kind="danger" wide onClick={() => setDeleting(true)}>
				Delete monitor…
			</Button>
			<Confirm
				open={deleting()}
				title={`Delete ${props.value.name}?`}
				act="Delete monitor"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/monitors/${props.value.id}`)}
				onClose={(done) => {
					setDeleting(false);
					if (done) gone();
				}}
			>
				This also deletes its check history and uptime. Incidents it opened are kept. To keep everything,
				pause it instead.
			</Confirm>
		</Section>
	);
}
