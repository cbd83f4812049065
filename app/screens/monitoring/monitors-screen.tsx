import { createMemo, For, Show } from "solid-js";
import { byWorst } from "../../../worker/monitoring/rules/worst-first.ts";
import { later } from "../../parts/later.tsx";
import { Rows } from "../../parts/row.tsx";
import { monitorShape } from "../../parts/shape.tsx";
import { Skeleton, staleWords } from "../../parts/states.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { wideEnough } from "../../shell/wide.ts";
import { type MonitorList, monitorsResource, servicesResource, WORST_MONITORS } from "../../state/lists.ts";
import { refreshing } from "../../state/refreshing.ts";
import type { Resource } from "../../state/resource.ts";
import type { Monitor, Service } from "../../state/wire.ts";
import { inPlace } from "../incidents/list/lists.ts";
import { AddMonitorSheet } from "./add-monitor-sheet.tsx";
import { MonitorRow } from "./monitor-row.tsx";
import "../services/services.css";
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
			wide
			of={monitors}
			path={WORST_MONITORS}
			adds="responder"
			quiet
			empty={{
				title: "No monitors yet",
				words: "Add a URL that people rely on. Tocsin checks it every 30 seconds.",
			}}
			add={(onClose) => <AddMonitorSheet onClose={onClose} />}
		>
			{(items) => (
				<>
					<p class="said summary">{staleWords(monitors) ?? summaryWords(monitors.value?.totals ?? {})}</p>
					<Ordered
						of={monitors}
						monitors={items()}
						services={services.value?.items ?? []}
						isWide={isWide()}
						serviceName={serviceName}
					/>
				</>
			)}
		</ListScreen>
	);
}

/** While they are shown each keeps its place, whatever becomes of it; the next visit brings them in order. */
function Ordered(props: {
	of: Resource<MonitorList>;
	monitors: Monitor[];
	services: Service[];
	isWide: boolean;
	serviceName(id: string): string | undefined;
}) {
	const ids = createMemo<string[]>(
		(before) =>
			inPlace(
				props.monitors.toSorted(byWorst).map(({ id }) => id),
				before,
			),
		[],
	);
	const monitorOf = (id: string) => props.monitors.find((one) => one.id === id);
	const rows = () => (
		<Rows label="Monitors">
			<For each={ids()}>
				{(id) => (
					<Show when={monitorOf(id)}>
						{(monitor) => (
							<MonitorRow
								of={monitor()}
								service={props.serviceName(monitor().serviceId) ?? "…"}
								from="list"
							/>
						)}
					</Show>
				)}
			</For>
		</Rows>
	);
	return (
		<Show when={props.isWide} fallback={rows()}>
			<MonitorTable
				of={props.of}
				monitors={ids().flatMap((id) => monitorOf(id) ?? [])}
				services={props.services}
			/>
		</Show>
	);
}

/** "1 down, 1 degraded, 12 up": all of them in a sentence, also those that are not read yet. */
function summaryWords(totals: MonitorList["totals"]): string {
	return Object.entries(totals ?? {})
		.sort(([a], [b]) => byWorst(standing(a), standing(b)))
		.map(([state, times]) => `${times}\u00a0${monitorShape(state as Monitor["state"]).word.toLowerCase()}`)
		.join(", ");
}

const standing = (state: string) => ({ id: "", name: "", state: state as Monitor["state"] });
