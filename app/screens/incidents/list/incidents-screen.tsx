import { useSearchParams } from "@solidjs/router";
import { createMemo, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { later } from "../../../parts/later.tsx";
import { SearchField } from "../../../parts/search-field.tsx";
import { Empty, isUnread, Loaded, Skeleton } from "../../../parts/states.tsx";
import { openOverlay } from "../../../shell/overlay.ts";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { openNameBook, servicesResource } from "../../../state/name-book.ts";
import { mayAs } from "../../../state/session.ts";
import { IncidentLists } from "./incident-lists.tsx";
import { incidentParts } from "./incidents-state.ts";
import { type Filter, filterOf, isNarrowed } from "./lists.ts";
import { shownIncidents } from "./shown.ts";

/** For a desk alone. */
const IncidentTable = later(
	() => import("./incident-table.tsx"),
	() => <Skeleton rows={8} height={44} />,
);

type Words = "state" | "severity" | "service" | "q";
type Search = Partial<Record<Words, string | null>>;

const NO_FILTER: Search = { state: null, severity: null, service: null, q: null };

/** Everything that happened: what is open first, then the past, narrowed by what the address says. */
export default function IncidentsScreen() {
	const [search, setSearch] = useSearchParams<Partial<Record<Words, string>>>();
	const filter = createMemo(() => filterOf(search));
	const key = () => JSON.stringify(filter());
	const isWide = wideEnough();
	openNameBook();
	return (
		<Screen
			title="Incidents"
			wide
			trail={
				<Show when={mayAs("responder")}>
					<Button onClick={() => openOverlay("declare")}>
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
						isWide={isWide()}
						onAll={() => setSearch(NO_FILTER)}
						onDeclare={() => openOverlay("declare")}
					/>
				)}
			</Show>
		</Screen>
	);
}

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
	onMount(() => services.state === "loading" && void services.read());
	const options = () => [
		{ value: "", name: "Service" },
		...(services.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
	];
	return (
		<form class="filters nameless" aria-label="Filter incidents" onSubmit={(event) => event.preventDefault()}>
			<SearchField
				label="Search incidents"
				value={props.filter.q ?? ""}
				onValue={(q) => props.onChange({ q: q || null })}
			/>
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
	isWide: boolean;
	onAll(): void;
	onDeclare(): void;
}

function Lists(props: ListsProps) {
	const parts = incidentParts(props.filter);
	const shown = shownIncidents(parts);
	const isEmpty = () => parts.all.every((pages) => pages.of.value?.items.length === 0);
	const nothing = () => <Nothing {...props} />;
	/** Nothing could be read: it is said once. */
	const unread = () => parts.all.every(({ of }) => isUnread(of)) && parts.all[0];
	return (
		<Show
			when={props.isWide}
			fallback={
				<Show when={!isEmpty()} fallback={nothing()}>
					<Show
						when={unread()}
						fallback={<IncidentLists {...{ parts, shown }} isSearch={props.filter.q !== undefined} />}
					>
						{(first) => (
							<Loaded of={first().of} also={parts.all.map(({ of }) => of)} what="incidents">
								{() => null}
							</Loaded>
						)}
					</Show>
				</Show>
			}
		>
			<IncidentTable {...{ parts, shown }} nothing={nothing()} />
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
				{props.filter.q
					? "Try other words, or # and a number. Words are looked for in the newest 2,000 incidents."
					: "Try a different state, severity, or service."}
			</Empty>
		</Show>
	);
}
