import { For, Show } from "solid-js";
import { byWorst } from "../../../worker/monitoring/rules/worst-first.ts";
import { later } from "../../parts/later.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { Skeleton } from "../../parts/states.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { now } from "../../state/clock.ts";
import { type MonitorList, monitorsResource, servicesResource, WORST_MONITORS } from "../../state/lists.ts";
import { refreshing } from "../../state/refreshing.ts";
import { wideEnough } from "../../state/wide.ts";
import type { Monitor } from "../../state/wire.ts";
import { ago } from "../../state/words.ts";
import { AddMonitorSheet } from "./add-monitor-sheet.tsx";
import { shareWords } from "./monitor-words.ts";
import "./monitors.css";

const REFRESH_MS = 30_000;

/** For a desk alone. */
const MonitorTable = later(
	() => import("./monitor-table.tsx"),
	() => <Skeleton rows={8} height={44} />,
);

/** Every monitor, those that fail on top. */
export default function MonitorsScreen() {
	const monitors = monitorsResource();
	const services = servicesResource();
	const isWide = wideEnough();
	refreshing(REFRESH_MS, monitors.reload);
	const serviceName = (id: string) => services.value?.items.find((one) => one.id === id)?.name;
	return (
		<ListScreen
			title="Monitors"
			of={monitors}
			path={WORST_MONITORS}
			empty={{
				title: "No monitors yet",
				words: "Add a URL that people rely on. Tocsin checks it every 30 seconds.",
			}}
			add={(onClose) => <AddMonitorSheet onClose={onClose} />}
		>
			{(items) => (
				<>
					<MonitorSummary of={monitors.value?.totals ?? {}} />
					<Show
						when={isWide()}
						fallback={
							<Rows label="Monitors">
								<For each={[...items()].sort(byWorst)}>
									{(monitor) => <MonitorRow of={monitor} service={serviceName(monitor.serviceId)} />}
								</For>
							</Rows>
						}
					>
						<MonitorTable monitors={[...items()].sort(byWorst)} services={services.value?.items ?? []} />
					</Show>
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

/** "1 down, 1 degraded, 12 up": all of them in a sentence, also those that are not read yet. */
function MonitorSummary(props: { of: MonitorList["totals"] }) {
	const words = () =>
		Object.entries(props.of ?? {})
			.sort(([a], [b]) => byWorst(standing(a), standing(b)))
			.map(([state, times]) => `${times} ${monitorShape(state as Monitor["state"]).word.toLowerCase()}`);
	return <p class="dim">{words().join(", ")}</p>;
}

const standing = (state: string) => ({ id: "", name: "", state: state as Monitor["state"] });
