import { For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Ago } from "../../parts/timer.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { AuditEntry, Incident, List } from "../../state/wire.ts";
import { IncidentRow } from "../incidents/list/incident-row.tsx";
import { changeWords } from "./change-words.ts";

const SHOWN = 5;

/** What happened to it: its last incidents and, for admins, who changed what about it. */
export function ChangesPart(props: { serviceId: string }) {
	const path = `/incidents?limit=${SHOWN}&state=resolved&serviceId=${props.serviceId}` as const;
	const incidents = cached<List<Incident>>(path, () => api("GET", path));
	return (
		<>
			<Section title="Past incidents">
				<Loaded quiet of={incidents} what="its incidents" bones={<Skeleton rows={2} height={68} />}>
					{(list) => (
						<Rows label="Past incidents">
							<For each={list().items.slice(0, SHOWN)} fallback={<Row title="No past incidents yet" />}>
								{(incident) => <IncidentRow incident={incident} />}
							</For>
							<Show when={list().nextCursor}>
								<Row title="All past incidents" href={`/incidents?service=${props.serviceId}`} />
							</Show>
						</Rows>
					)}
				</Loaded>
			</Section>
			<Show when={mayAs("admin")}>
				<Edits serviceId={props.serviceId} />
			</Show>
		</>
	);
}

function Edits(props: { serviceId: string }) {
	const path = `/audit-log?limit=${SHOWN}&targetId=${props.serviceId}` as const;
	const entries = cached<List<AuditEntry>>(path, () => api("GET", path));
	return (
		<Section title="Changes">
			<Loaded quiet of={entries} what="the changes" bones={<Skeleton rows={2} height={60} />}>
				{(list) => (
					<Rows label="Changes">
						<For each={list().items.slice(0, SHOWN)} fallback={<Row title="No changes yet" />}>
							{(entry) => (
								<Row title={changeWords(entry)} sub={entry.actor.name} trail={<Ago at={entry.at} />} />
							)}
						</For>
					</Rows>
				)}
			</Loaded>
		</Section>
	);
}
