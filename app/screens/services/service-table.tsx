import { Show } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { Strip } from "../../parts/day-strip.tsx";
import { Shape } from "../../parts/shape.tsx";
import type { Column } from "../../parts/table.tsx";
import { TableList } from "../../parts/table-list.tsx";
import { now } from "../../state/clock.ts";
import type { RestOfList } from "../../state/lists.ts";
import { usersResource } from "../../state/name-book.ts";
import { me } from "../../state/session.ts";
import { shortNames } from "../../state/short-names.ts";
import type { TableFilter } from "../../state/table.ts";
import type { Service, ServiceHealth } from "../../state/wire.ts";
import { daysWords, forWords, NO_DAYS, shareWords } from "../monitoring/history-words.ts";
import { LOOKS, monitorsWords, onCallWords, type ServiceState, type ServiceView } from "./service-view.ts";

/** A service with how it is and who is on call for it. */
export interface SeenService {
	service: Service;
	view: ServiceView;
	/** Undefined until it was read. */
	health: ServiceHealth | undefined;
}

/** The worst first. */
const STATES = Object.keys(LOOKS) as ServiceState[];

const personOf = ({ health }: SeenService): string =>
	health
		? onCallWords(health.onCall, me().value?.user.id, shortNames(usersResource().value?.items ?? []))
		: "…";

const stateWords = ({ view }: SeenService): string => {
	const lasts = forWords(view.since, now());
	return lasts ? `${LOOKS[view.state].word} for ${lasts}` : LOOKS[view.state].word;
};

const COLUMNS: Column<SeenService>[] = [
	{
		key: "name",
		name: "Service",
		title: true,
		value: ({ service }) => service.name,
		cell: ({ service }) => service.name,
	},
	{
		key: "state",
		name: "State",
		value: ({ view }) => STATES.indexOf(view.state),
		cell: (it) => (
			<>
				<Shape of={LOOKS[it.view.state].shape} />
				{stateWords(it)}
			</>
		),
	},
	{
		key: "incident",
		name: "Open incidents",
		value: ({ view }) => view.incident?.severity ?? null,
		cell: ({ view }) => (
			<Show when={view.incident} fallback="–">
				{(incident) => (
					<>
						<SeverityPill of={incident().severity} /> {view.open > 1 ? `and ${view.open - 1} more` : ""}
					</>
				)}
			</Show>
		),
	},
	{ key: "person", name: "On call", value: personOf, cell: personOf },
	{
		key: "monitors",
		name: "Monitors",
		cell: ({ health }) => (health ? monitorsWords(health.monitors) : "…"),
	},
	{
		key: "days",
		name: "Last 90 days",
		cell: ({ health }) => (
			<span class="table-days">
				<Strip of={health?.history?.days ?? NO_DAYS} said={daysWords(health?.history, now())} />
			</span>
		),
	},
	{
		key: "uptime",
		name: "Uptime",
		figure: true,
		value: ({ health }) => health?.history?.uptime ?? null,
		cell: ({ health }) => shareWords(health?.history?.uptime) ?? "–",
	},
];

const STATE: TableFilter<SeenService> = {
	key: "state",
	all: "All states",
	options: STATES.filter((state) => state !== "unread").map((value) => ({ value, name: LOOKS[value].word })),
	matches: ({ view }, value) => view.state === value,
};

/** The services of a desk, the worst first. */
export default function ServiceTable(props: { services: SeenService[]; rest: RestOfList }) {
	return (
		<TableList
			place="services"
			label="Services"
			items={props.services}
			rest={props.rest}
			columns={COLUMNS}
			idOf={({ service }) => service.id}
			href={({ service }) => `/services/${service.id}`}
			local={{
				wordsOf: (it) => [it.service.name, personOf(it), stateWords(it)].join(" "),
				filters: [STATE],
			}}
			known={[{ name: "Down", query: "state=down" }]}
		/>
	);
}
