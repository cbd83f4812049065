import { useParams, useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { later } from "../../parts/later.tsx";
import { Loaded, Skeleton, staleWords } from "../../parts/states.tsx";
import { fetched } from "../../shell/newer-app.ts";
import { Columns, Screen } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { beatsResource } from "../../state/lists.ts";
import { mayChangeOf } from "../../state/may.ts";
import { servicesResource } from "../../state/name-book.ts";
import { refreshing } from "../../state/refreshing.ts";
import { cached } from "../../state/resource.ts";
import type { Monitor } from "../../state/wire.ts";
import { BeatsPart } from "./beats-part.tsx";
import { HeartbeatPart, ResultPart } from "./heartbeat-part.tsx";
import { isHeartbeat } from "./heartbeat-words.ts";
import { LatencyPart } from "./latency-part.tsx";
import { MonitorHead, UptimePart } from "./monitor-head.tsx";
import { PauseButton } from "./pausing.tsx";
import { ItsIncidents, LastFailure, RulePart } from "./rule-part.tsx";
import "./monitors.css";

const EditMonitorSheet = later(() =>
	fetched(async () => ({ default: (await import("./edit-monitor-sheet.tsx")).EditMonitorSheet })),
);
const REFRESH_MS = 15_000;

/** One monitor: how it is, how it was, what was seen last, when it pages, and what may be changed. */
export default function MonitorScreen() {
	const params = useParams<{ id: string }>();
	const [search] = useSearchParams<{ from?: string }>();
	const path = `/monitors/${params.id}` as const;
	const monitor = cached<Monitor>(path, () => api("GET", path));
	const checks = beatsResource(params.id);
	const [editing, setEditing] = createSignal(false);
	if (servicesResource().state === "loading") void servicesResource().read();
	refreshing(REFRESH_MS, () => Promise.all([monitor.reload(), checks.reload()]));
	const back = () =>
		search.from === "list" || !monitor.value ? "/monitors" : `/services/${monitor.value.serviceId}`;
	const acts = (
		<Show when={monitor.value && mayChangeOf(monitor.value.serviceId) && monitor.value}>
			{(value) => (
				<>
					<PauseButton of={monitor} value={value()} />
					<Button onClick={() => setEditing(true)}>Edit</Button>
				</>
			)}
		</Show>
	);
	return (
		<Screen title={monitor.value?.name ?? "Monitor"} back={back()} trail={acts}>
			<Loaded quiet of={monitor} what="this monitor" bones={<Skeleton rows={3} height={84} />}>
				{(value) => (
					<>
						<Columns
							main={
								<>
									<MonitorHead of={value()} old={staleWords(monitor)} />
									<Show when={!isHeartbeat(value())} fallback={<BeatsPart of={monitor} value={value()} />}>
										<HeartbeatPart of={checks} monitor={value()} />
										<LatencyPart monitorId={value().id} />
									</Show>
									<ResultPart
										title={isHeartbeat(value()) ? "Beats" : "Check results"}
										checks={checks.value?.items ?? []}
									/>
								</>
							}
							side={
								<>
									<UptimePart of={value()} />
									<RulePart of={value()} />
									<LastFailure checks={checks.value?.items ?? []} />
									<ItsIncidents of={value()} />
								</>
							}
						/>
						<Show when={editing()}>
							<EditMonitorSheet of={monitor} value={value()} onClose={() => setEditing(false)} />
						</Show>
					</>
				)}
			</Loaded>
		</Screen>
	);
}
