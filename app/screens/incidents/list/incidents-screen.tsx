import { useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Screen, Section } from "../../../shell/screen.tsx";
import { openFirst } from "../../../state/firing.ts";
import { openNameBook, servicesResource } from "../../../state/name-book.ts";
import { mayAs } from "../../../state/session.ts";
import { DeclareSheet } from "../now/declare-sheet.tsx";
import { IncidentRow } from "./incident-row.tsx";
import { type IncidentPages, incidentPages } from "./incidents-state.ts";
import { type Filter, filterOf, isNarrowed } from "./lists.ts";

/** Everything that happened: what is open first, then the past, narrowed by what the address says. */
export default function IncidentsScreen() {
	const [search, setSearch] = useSearchParams<{ state?: string; severity?: string; service?: string }>();
	const [isDeclaring, setDeclaring] = createSignal(false);
	const filter = createMemo(() => filterOf(search));
	const key = () => JSON.stringify(filter());
	openNameBook();
	return (
		<Screen
			title="Incidents"
			trail={
				<Show when={mayAs("responder")}>
					<Button onClick={() => setDeclaring(true)}>
						<Icon name="plus" size={18} />
						Declare
					</Button>
				</Show>
			}
		>
			<Filters filter={filter()} onChange={(next) => setSearch(next, { replace: true })} />
			<Show when={key()} keyed>
				{(_key) => (
					<Lists
						filter={filter()}
						onAll={() => setSearch({ state: null, severity: null, service: null })}
						onDeclare={() => setDeclaring(true)}
					/>
				)}
			</Show>
			<Show when={isDeclaring()}>
				<DeclareSheet onClose={() => setDeclaring(false)} />
			</Show>
		</Screen>
	);
}

type Search = Partial<Record<"state" | "severity" | "service", string | null>>;

const STATE_OPTIONS = [
	{ value: "", name: "State" },
	{ value: "triggered", name: "Not acknowledged" },
	{ value: "acknowledged", name: "Acknowledged" },
	{ value: "resolved", name: "Resolved" },
];
const SEVERITY_OPTIONS = [
	{ value: "", name: "Severity" },
	...["P1", "P2", "P3", "P4"].map((value) => ({ value, name: value })),
];

function Filters(props: { filter: Filter; onChange(next: Search): void }) {
	const services = servicesResource();
	onMount(() => services.state === "loading" && void services.reload());
	const options = () => [
		{ value: "", name: "Service" },
		...(services.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
	];
	return (
		<form class="filters nameless" aria-label="Filter incidents" onSubmit={(event) => event.preventDefault()}>
			<SelectField
				label="State"
				options={STATE_OPTIONS}
				value={props.filter.state ?? ""}
				onValue={(state) => props.onChange({ state: state || null })}
			/>
			<SelectField
				label="Severity"
				options={SEVERITY_OPTIONS}
				value={props.filter.severity ?? ""}
				onValue={(severity) => props.onChange({ severity: severity || null })}
			/>
			<SelectField
				label="Service"
				options={options()}
				value={props.filter.serviceId ?? ""}
				onValue={(service) => props.onChange({ service: service || null })}
			/>
		</form>
	);
}

interface ListsProps {
	filter: Filter;
	onAll(): void;
	onDeclare(): void;
}

function Lists(props: ListsProps) {
	const { filter } = props;
	const parts = (["triggered", "acknowledged", "resolved"] as const)
		.filter((state) => !filter.state || filter.state === state)
		.map((state) => ({ state, pages: incidentPages({ ...filter, state }) }));
	const open = parts.filter((part) => part.state !== "resolved").map((part) => part.pages);
	const past = parts.find((part) => part.state === "resolved")?.pages;
	const isEmpty = () => parts.every((part) => part.pages.of.value?.items.length === 0);
	return (
		<Show when={!isEmpty()} fallback={<Nothing {...props} />}>
			<Show when={open.length > 0}>
				<Section title="Open">
					<Open pages={open} />
				</Section>
			</Show>
			<Show when={past}>
				{(pages) => (
					<Section title="Past">
						<Past pages={pages()} />
					</Section>
				)}
			</Show>
		</Show>
	);
}

function Nothing(props: ListsProps) {
	return (
		<Show
			when={isNarrowed(props.filter)}
			fallback={
				<Empty
					title="No incidents yet"
					act={
						<Show when={mayAs("responder")}>
							<Button onClick={() => props.onDeclare()}>Declare an incident</Button>
						</Show>
					}
				>
					Incidents appear here when a monitor fails, an alert arrives, or someone declares one.
				</Empty>
			}
		>
			<Empty title="No matching incidents" act={<Button onClick={() => props.onAll()}>Clear filters</Button>}>
				Try a different state, severity, or service.
			</Empty>
		</Show>
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

function Past(props: { pages: IncidentPages }) {
	const [error, setError] = createSignal<string | null>(null);
	const more = async () => setError(await props.pages.more());
	return (
		<Loaded of={props.pages.of} what="past incidents" bones={<Skeleton rows={5} />}>
			{(value) => (
				<>
					<Show when={value().items.length > 0} fallback={<p class="sub calm">No past incidents yet.</p>}>
						<Rows label="Past incidents">
							<For each={value().items}>{(incident) => <IncidentRow incident={incident} />}</For>
						</Rows>
					</Show>
					<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
					<Show when={value().nextCursor}>
						<Button wide busy={props.pages.isAsking() && "Loading…"} onClick={() => void more()}>
							Load more
						</Button>
					</Show>
				</>
			)}
		</Loaded>
	);
}
