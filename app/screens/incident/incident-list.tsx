import { For, Show } from "solid-js";
import { Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { api } from "../../state/api.ts";
import { onNews } from "../../state/live.ts";
import { cached } from "../../state/resource.ts";
import type { Incident, List } from "../../state/wire.ts";
import { IncidentRow } from "../incidents/incident-row.tsx";
import { openFirst, withIncident } from "../incidents/lists.ts";

const recent = () =>
	cached<List<Incident>>("/incidents?limit=50", () => api("GET", "/incidents?limit=50"), { eager: false });

/** The ids in the order in which the column shows them, for whoever moves by keyboard. */
export const listedIds = (): string[] => openFirst(recent().value?.items ?? []).map((one) => one.id);

/** The column beside an incident: open ones first, then the latest. */
export function IncidentList(props: { current: string }) {
	const list = recent();
	void list.reload();
	onNews(({ incident }) => list.set((known) => known && withIncident(known, incident, {})));
	return (
		<Loaded of={list} what="The list" bones={<Skeleton rows={8} />}>
			{(value) => (
				<Rows label="Incidents">
					<For each={openFirst(value().items)}>
						{(incident) => <IncidentRow incident={incident} current={incident.id === props.current} narrow />}
					</For>
					<Show when={value().items.length === 0}>
						<li class="row sub">No incident yet</li>
					</Show>
				</Rows>
			)}
		</Loaded>
	);
}
