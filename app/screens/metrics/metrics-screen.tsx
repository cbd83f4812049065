import { useSearchParams } from "@solidjs/router";
import { createMemo, onMount, Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { Button } from "../../parts/button.tsx";
import { SelectField } from "../../parts/field.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { servicesResource, teamsResource } from "../../state/name-book.ts";
import { cached } from "../../state/resource.ts";
import { ActionItems, IncidentTypes, Reviews } from "./aftermath.tsx";
import { countWords, plural } from "./figure-words.ts";
import { Figures } from "./figures.tsx";
import { type Filter, filterOf, isNarrowed, keyOf, PERIODS, queryOf } from "./filter.ts";
import { Frequency, SeverityMix } from "./frequency.tsx";
import { Detection, Dispositions, Noise } from "./noise.tsx";
import { PagingLoad } from "./paging-load.tsx";
import { Promises, Uptime } from "./promises.tsx";
import { Acknowledgements, Runbooks, UpdateIntervals } from "./responses.tsx";
import "./metrics.css";

type Search = Partial<Record<"days" | "service" | "severity" | "team", string | null>>;

/** How fast, how often, how noisy: a period of incidents against the one before it. */
export default function MetricsScreen() {
	const [search, setSearch] = useSearchParams<{
		days?: string;
		service?: string;
		severity?: string;
		team?: string;
	}>();
	const filter = createMemo(() => filterOf(search));
	const change = (next: Search) => setSearch(next, { replace: true });
	return (
		<Screen
			title="Insights"
			wide
			trail={
				<a
					class="button quiet"
					href={`/api/v1/metrics?${queryNow(filter())}&format=csv`}
					download="metrics.csv"
				>
					Export CSV
				</a>
			}
		>
			<Filters filter={filter()} onChange={change} />
			<Show when={keyOf(filter())} keyed>
				{(key) => (
					<Metrics
						filter={filter()}
						id={key}
						onAll={() => change({ days: "365", service: null, severity: null, team: null })}
					/>
				)}
			</Show>
		</Screen>
	);
}

const queryNow = (filter: Filter): string =>
	queryOf(filter, Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);

const SEVERITIES = [
	{ value: "", name: "All severities" },
	...["P1", "P2", "P3", "P4"].map((value) => ({ value, name: value })),
];

function Filters(props: { filter: Filter; onChange(next: Search): void }) {
	const [services, teams] = [servicesResource(), teamsResource()];
	onMount(() => {
		for (const list of [services, teams]) if (list.state === "loading") void list.read();
	});
	const named = (all: string, items: { id: string; name: string }[] = []) => [
		{ value: "", name: all },
		...items.map(({ id, name }) => ({ value: id, name })),
	];
	return (
		<form
			class="filters nameless metrics-filters"
			aria-label="Filter incidents"
			onSubmit={(event) => event.preventDefault()}
		>
			<SelectField
				label="Period"
				options={PERIODS}
				value={props.filter.days}
				onValue={(days) => props.onChange({ days })}
			/>
			<SelectField
				label="Service"
				options={named("All services", services.value?.items)}
				value={props.filter.serviceId ?? ""}
				onValue={(service) => props.onChange({ service: service || null })}
			/>
			<SelectField
				label="Severity"
				options={SEVERITIES}
				value={props.filter.severity ?? ""}
				onValue={(severity) => props.onChange({ severity: severity || null })}
			/>
			<SelectField
				label="Team"
				options={named("All teams", teams.value?.items)}
				value={props.filter.teamId ?? ""}
				onValue={(team) => props.onChange({ team: team || null })}
			/>
		</form>
	);
}

function Metrics(props: { filter: Filter; id: string; onAll(): void }) {
	const { filter } = props;
	const of = cached<MetricsWire>(props.id, () => api("GET", `/metrics?${queryNow(filter)}`));
	return (
		<Loaded of={of} what="metrics" bones={<Skeleton rows={8} height={96} />}>
			{(metrics) => (
				<Show when={metrics().count > 0} fallback={<Nothing filter={filter} onAll={props.onAll} />}>
					<Report of={metrics()} days={filter.days} />
				</Show>
			)}
		</Loaded>
	);
}

function Report(props: { of: MetricsWire; days: string }) {
	return (
		<>
			<p class="big">{countWords(props.of.count, props.of.before.count, props.days)}</p>
			<Show when={props.of.notCountedYet > 0}>
				<Notice plain>{plural(props.of.notCountedYet, "incident")} not counted yet.</Notice>
			</Show>
			<Figures of={props.of} />
			<div class="metrics-parts">
				<Frequency of={props.of} />
				<SeverityMix of={props.of} />
				<PagingLoad of={props.of} />
				<IncidentTypes of={props.of} />
				<Acknowledgements of={props.of} />
				<Promises of={props.of} />
				<UpdateIntervals of={props.of} />
				<Detection of={props.of} />
				<Dispositions of={props.of} />
				<Reviews of={props.of} />
				<ActionItems of={props.of} />
				<Runbooks of={props.of} />
				<Noise of={props.of} />
				<Uptime of={props.of} />
			</div>
		</>
	);
}

function Nothing(props: { filter: Filter; onAll(): void }) {
	return (
		<Show
			when={isNarrowed(props.filter)}
			fallback={<Empty title="No incidents yet">Figures appear here after the first incident.</Empty>}
		>
			<Empty
				title="No matching incidents"
				act={<Button onClick={() => props.onAll()}>Show the last 12 months</Button>}
			>
				There are no incidents in this period with these filters. Drills and merged incidents don’t count.
			</Empty>
		</Show>
	);
}
