import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Rows } from "../../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import { openFirst } from "../../../state/firing.ts";
import { IncidentRow } from "./incident-row.tsx";
import type { IncidentPages, IncidentParts } from "./incidents-state.ts";

/** What is open first, then the past; or what a search found. */
export function IncidentLists(props: { parts: IncidentParts; isSearch: boolean }) {
	return (
		<>
			<Show when={props.parts.open.length > 0}>
				<Section title="Open">
					<Open pages={props.parts.open} />
				</Section>
			</Show>
			<Show when={props.parts.past}>
				{(pages) => (
					<Section title={props.isSearch ? "Found" : "Past"}>
						<Past pages={pages()} what={props.isSearch ? "matching incidents" : "past incidents"} />
					</Section>
				)}
			</Show>
		</>
	);
}

/** Both open lists as one; whichever is not there yet says so in its place. */
function Open(props: { pages: IncidentPages[] }) {
	const all = () => openFirst(props.pages.flatMap((pages) => pages.of.value?.items ?? []));
	const unread = () => props.pages.find((pages) => pages.of.value === undefined) ?? props.pages[0];
	return (
		<Show when={unread()}>
			{(pages) => (
				<Loaded of={pages().of} what="open incidents" bones={<Skeleton rows={2} />}>
					{() => (
						<Show when={all().length > 0} fallback={<p class="sub calm">No open incidents.</p>}>
							<Rows label="Open incidents">
								<For each={all()}>{(incident) => <IncidentRow incident={incident} />}</For>
							</Rows>
						</Show>
					)}
				</Loaded>
			)}
		</Show>
	);
}

function Past(props: { pages: IncidentPages; what: string }) {
	return (
		<Loaded of={props.pages.of} what={props.what} bones={<Skeleton rows={5} />}>
			{(value) => (
				<>
					<Show when={value().items.length > 0} fallback={<p class="sub calm">No past incidents yet.</p>}>
						<Rows label={`${props.what[0]?.toUpperCase()}${props.what.slice(1)}`}>
							<For each={value().items}>{(incident) => <IncidentRow incident={incident} />}</For>
						</Rows>
					</Show>
					<OlderIncidents pages={props.pages} />
				</>
			)}
		</Loaded>
	);
}

/** The next page, and why it did not come. */
export function OlderIncidents(props: { pages: IncidentPages }) {
	const [error, setError] = createSignal<string | null>(null);
	const more = async () => setError(await props.pages.more());
	return (
		<>
			<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={props.pages.of.value?.nextCursor}>
				<Button wide busy={props.pages.isAsking() && "Loading…"} onClick={() => void more()}>
					Load more
				</Button>
			</Show>
		</>
	);
}
