import { createEffect, createMemo, createSignal, For, Show } from "solid-js";
import { Rows } from "../../../parts/row.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { openFirst } from "../../../state/firing.ts";
import { onNews } from "../../../state/live.ts";
import { cached } from "../../../state/resource.ts";
import type { Incident, List } from "../../../state/wire.ts";
import { IncidentRow } from "../list/incident-row.tsx";
import { inPlace, withIncident } from "../list/lists.ts";
import { setListedIds } from "./listed.ts";

const recent = () =>
	cached<List<Incident>>("/incidents?limit=50", () => api("GET", "/incidents?limit=50"), {
		eager: false,
		keep: true,
	});

/**
 * The column beside an incident: open ones first, then the latest, the shown one marked and in view. While it is shown
 * each row keeps its place, and what is new goes below; the next one brings the list in order.
 */
export default function IncidentList(props: { current: string }) {
	const list = recent();
	const [isRead, setRead] = createSignal(false);
	void list.read().then(() => setRead(true));
	onNews(({ incident }) => list.set((known) => known && withIncident(known, incident, {})));
	// Until it is read anew it may be of an earlier visit: that has no order to keep.
	const ids = createMemo<string[]>((before) => {
		const ranked = openFirst(list.value?.items ?? []).map((one) => one.id);
		return inPlace(ranked, isRead() ? before : []);
	}, []);
	createEffect(() => setListedIds(ids()));
	let rows: HTMLDivElement | undefined;
	createEffect(() => {
		// Once it is read, whoever scrolls away from the shown one is left there.
		if (!isRead()) ids();
		queueMicrotask(() => bringIntoView(rows));
	});
	const incident = (id: string) => list.value?.items.find((one) => one.id === id);
	return (
		<Loaded of={list} what="incidents" bones={<Skeleton rows={8} />}>
			{() => (
				<div ref={rows}>
					<Rows label="Incidents">
						<For each={ids()} fallback={<li class="row sub">No incidents yet</li>}>
							{(id) => (
								<Show when={incident(id)}>
									{(it) => <IncidentRow incident={it()} current={id === props.current} narrow />}
								</Show>
							)}
						</For>
					</Rows>
				</div>
			)}
		</Loaded>
	);
}

/** Only its own column is scrolled. */
function bringIntoView(rows: HTMLElement | undefined): void {
	rows?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest" });
}
