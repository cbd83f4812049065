import { createEffect, createMemo, createSignal, For, Show } from "solid-js";
import { Rows } from "../../../parts/row.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { onNews } from "../../../state/live.ts";
import { cached } from "../../../state/resource.ts";
import type { Incident, List } from "../../../state/wire.ts";
import { IncidentRow } from "../list/incident-row.tsx";
import { inPlace, openFirst, withIncident } from "../list/lists.ts";

const recent = () =>
	cached<List<Incident>>("/incidents?limit=50", () => api("GET", "/incidents?limit=50"), {
		eager: false,
		keep: true,
	});

const [shown, setShown] = createSignal<string[]>([]);

/** The ids in the order in which the column shows them, for whoever moves by keyboard. */
export const listedIds = shown;

/**
 * The column beside an incident: open ones first, then the latest. While this incident is shown each row keeps its
 * place, and what is new goes below; the next one brings the list in order.
 */
export function IncidentList(props: { current: string }) {
	const list = recent();
	void list.reload();
	onNews(({ incident }) => list.set((known) => known && withIncident(known, incident, {})));
	const ids = createMemo<string[]>((before) => {
		const ranked = openFirst(list.value?.items ?? []).map((one) => one.id);
		return inPlace(ranked, list.state === "fresh" ? before : []);
	}, []);
	createEffect(() => setShown(ids()));
	const incident = (id: string) => list.value?.items.find((one) => one.id === id);
	return (
		<Loaded of={list} what="The list" bones={<Skeleton rows={8} />}>
			{() => (
				<Rows label="Incidents">
					<For each={ids()} fallback={<li class="row sub">No incident yet</li>}>
						{(id) => (
							<Show when={incident(id)}>
								{(it) => <IncidentRow incident={it()} current={id === props.current} narrow />}
							</Show>
						)}
					</For>
				</Rows>
			)}
		</Loaded>
	);
}
