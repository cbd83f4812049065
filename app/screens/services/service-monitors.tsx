import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { later } from "../../parts/later.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { fetched } from "../../shell/newer-app.ts";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { type MonitorList, WORST_MONITORS } from "../../state/lists.ts";
import { mayChangeOf } from "../../state/may.ts";
import { refreshing } from "../../state/refreshing.ts";
import { cached } from "../../state/resource.ts";
import { MonitorRow } from "../monitoring/monitor-row.tsx";

const AddMonitorSheet = later(() =>
	fetched(async () => ({ default: (await import("../monitoring/add-monitor-sheet.tsx")).AddMonitorSheet })),
);
const REFRESH_MS = 30_000;

/** What watches this service, the worst first. */
export function ServiceMonitors(props: { serviceId: string }) {
	const path = `${WORST_MONITORS}&limit=200&serviceId=${props.serviceId}` as const;
	const monitors = cached<MonitorList>(path, () => api("GET", path));
	const [adding, setAdding] = createSignal(false);
	refreshing(REFRESH_MS, monitors.reload);
	return (
		<Section
			title="Monitors"
			trail={
				<Show when={mayChangeOf(props.serviceId)}>
					<Button kind="quiet" onClick={() => setAdding(true)}>
						Add monitor
					</Button>
				</Show>
			}
		>
			<Loaded quiet of={monitors} what="the monitors" bones={<Skeleton rows={2} height={84} />}>
				{(list) => (
					<Rows label="Monitors">
						<For
							each={list().items}
							fallback={<Row title="No monitors yet" sub="Only alerts and people open incidents for it" />}
						>
							{(monitor) => <MonitorRow of={monitor} />}
						</For>
					</Rows>
				)}
			</Loaded>
			<Show when={adding()}>
				<AddMonitorSheet onClose={() => setAdding(false)} />
			</Show>
		</Section>
	);
}
