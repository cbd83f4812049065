import { createSignal, For, type JSX, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Rows } from "../../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import type { Incident } from "../../../state/wire.ts";
import { IncidentRow } from "./incident-row.tsx";
import type { IncidentPages, IncidentParts } from "./incidents-state.ts";
import type { ShownIncidents } from "./shown.ts";

interface ListsProps {
	parts: IncidentParts;
	shown: ShownIncidents;
	isSearch: boolean;
}

/** What is open first, then the past; or what a search found. */
export function IncidentLists(props: ListsProps) {
	const hasOpen = () => props.parts.open.length > 0;
	return (
		<>
			<Show when={hasOpen()}>
				<Section title="Open" trail={<NewOnes of={props.shown} />}>
					<Open {...props} />
				</Section>
			</Show>
			<Show when={props.parts.past}>
				{(pages) => (
					<Section
						title={props.isSearch ? "Found" : "Past"}
						trail={!hasOpen() && <NewOnes of={props.shown} />}
					>
						<Past {...props} pages={pages()} />
					</Section>
				)}
			</Show>
		</>
	);
}

/** What opened since the list was read: in a place that is kept for it. */
export function NewOnes(props: { of: ShownIncidents }) {
	return (
		<Show when={props.of.waiting()}>
			{(count) => (
				<Button kind="quiet" onClick={() => props.of.showAll()}>
					{count() === 1 ? "1 new incident" : `${count()} new incidents`}
				</Button>
			)}
		</Show>
	);
}

/** Both open lists as one; whichever is not there yet says so in its place. */
function Open(props: ListsProps) {
	const unread = () => props.parts.open.find((pages) => pages.of.value === undefined) ?? props.parts.open[0];
	return (
		<Show when={unread()}>
			{(pages) => (
				<Loaded of={pages().of} what="open incidents" bones={<Skeleton rows={2} />}>
					{() => (
						<List
							label="Open incidents"
							items={props.shown.open()}
							nothing={<p class="sub calm">No open incidents.</p>}
						/>
					)}
				</Loaded>
			)}
		</Show>
	);
}

function Past(props: ListsProps & { pages: IncidentPages }) {
	const what = () => (props.isSearch ? "matching incidents" : "past incidents");
	const items = () =>
		props.parts.open.length > 0 ? props.shown.past() : [...props.shown.open(), ...props.shown.past()];
	return (
		<Loaded of={props.pages.of} what={what()} bones={<Skeleton rows={5} />}>
			{() => (
				<>
					<List
						label={props.isSearch ? "Matching incidents" : "Past incidents"}
						items={items()}
						nothing={<p class="sub calm">No past incidents yet.</p>}
					/>
					<OlderIncidents pages={props.pages} />
				</>
			)}
		</Loaded>
	);
}

/** A row keeps its element while what it shows changes. */
function List(props: { label: string; items: Incident[]; nothing: JSX.Element }) {
	const incident = (id: string) => props.items.find((one) => one.id === id);
	return (
		<Show when={props.items.length > 0} fallback={props.nothing}>
			<Rows label={props.label}>
				<For each={props.items.map(({ id }) => id)}>
					{(id) => <Show when={incident(id)}>{(it) => <IncidentRow incident={it()} />}</Show>}
				</For>
			</Rows>
		</Show>
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
