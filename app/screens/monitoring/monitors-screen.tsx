import { For } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { now } from "../../state/clock.ts";
import { monitorsResource, servicesResource } from "../../state/lists.ts";
import { refreshing } from "../../state/refreshing.ts";
import type { Monitor } from "../../state/wire.ts";
import { ago } from "../../state/words.ts";
import { AddMonitorSheet } from "./add-monitor-sheet.tsx";
import { shareWords, worstFirst } from "./monitor-words.ts";
import "./monitors.css";

const REFRESH_MS = 30_000;

/** Every monitor, those that fail on top. */
export default function MonitorsScreen() {
	const monitors = monitorsResource();
	const services = servicesResource();
	refreshing(REFRESH_MS, monitors.reload);
	const serviceName = (id: string) => services.value?.items.find((one) => one.id === id)?.name;
	return (
		<ListScreen
			title="Monitors"
			of={monitors}
			path="/monitors"
			empty={{
				title: "Nothing is watched yet",
				words: "Paste the address of something that people rely on. Tocsin looks at it every 30 seconds.",
			}}
			add={(onClose) => <AddMonitorSheet onClose={onClose} />}
		>
			{(items) => (
				<>
					<MonitorSummary of={items()} />
					<Rows label="Monitors">
						<For each={worstFirst(items())}>
							{(monitor) => <MonitorRow of={monitor} service={serviceName(monitor.serviceId)} />}
						</For>
					</Rows>
				</>
			)}
		</ListScreen>
	);
}

function MonitorRow(props: { of: Monitor; service: string | undefined }) {
	const state = () => monitorShape(props.of.state);
	const checked = () =>
		props.of.lastCheckedAt && !props.of.paused ? ago(props.of.lastCheckedAt, now()) : null;
	const about = () => [props.service, checked()].filter(Boolean).join(" · ");
	return (
		<Row
			lead={<Shape of={state().shape} />}
			title={props.of.name}
			sub={about() || "Not checked yet"}
			trail={
				<span class="monitor-state">
					<span>{state().word}</span>
					<span class="dim">{shareWords(props.of.uptime.month) ?? ""}</span>
				</span>
			}
			href={`/monitors/${props.of.id}`}
		/>
	);
}

/** "1 down, 1 degraded, 12 up": the list in a sentence. */
function MonitorSummary(props: { of: Monitor[] }) {
	const words = () => {
		const count = new Map<string, number>();
		for (const monitor of worstFirst(props.of)) {
			const word = monitorShape(monitor.state).word.toLowerCase();
			count.set(word, (count.get(word) ?? 0) + 1);
		}
		return [...count].map(([word, times]) => `${times} ${word}`).join(", ");
	};
	return <p class="dim">{words()}</p>;
}
