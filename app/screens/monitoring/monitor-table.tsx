import { Strip } from "../../parts/day-strip.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import type { Column } from "../../parts/table.tsx";
import type { RowAct } from "../../parts/table-acts.tsx";
import { TableList } from "../../parts/table-list.tsx";
import { api, failureWords } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { type MonitorList, monitorsResource, restOf, WORST_MONITORS } from "../../state/lists.ts";
import type { Resource } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { TableFilter } from "../../state/table.ts";
import type { Monitor, Service } from "../../state/wire.ts";
import { ago, listOfNames, ms, whenWords } from "../../state/words.ts";
import { daysWords, NO_DAYS, shareWords } from "./history-words.ts";
import { pauseEnds } from "./pauses.ts";

/** The worst first, as it is ordered by. */
const STATES: Monitor["state"][] = ["down", "degraded", "unknown", "pending", "up", "maintenance", "paused"];

interface MonitorTableProps {
	of: Resource<MonitorList>;
	monitors: Monitor[];
	services: Pick<Service, "id" | "name">[];
}

/** The monitors of a desk: everything about each in a line, and many paused or resumed at once. */
export default function MonitorTable(props: MonitorTableProps) {
	const nameOf = (id: string) => props.services.find((one) => one.id === id)?.name ?? "…";
	const columns = columnsWith(nameOf);
	return (
		<TableList
			place="monitors"
			label="Monitors"
			items={props.monitors}
			rest={restOf(props.of, WORST_MONITORS)}
			columns={columns}
			idOf={({ id }) => id}
			href={({ id }) => `/monitors/${id}?from=list`}
			local={{
				wordsOf: (it) => [it.name, nameOf(it.serviceId), it.target, monitorShape(it.state).word].join(" "),
				filters: [STATE, serviceFilter(props.services)],
			}}
			known={[
				{ name: "Down", query: "state=down" },
				{ name: "Paused", query: "state=paused" },
			]}
			acts={mayAs("admin") ? [PAUSE, RESUME] : []}
		/>
	);
}

function columnsWith(nameOf: (serviceId: string) => string): Column<Monitor>[] {
	return [
		{ key: "name", name: "Monitor", title: true, value: ({ name }) => name, cell: ({ name }) => name },
		{
			key: "state",
			name: "State",
			value: ({ state }) => STATES.indexOf(state),
			cell: ({ state }) => (
				<>
					<Shape of={monitorShape(state).shape} />
					{monitorShape(state).word}
				</>
			),
		},
		{
			key: "service",
			name: "Service",
			value: (it) => nameOf(it.serviceId),
			cell: (it) => nameOf(it.serviceId),
		},
		{
			key: "days",
			name: "Last 90 days",
			cell: ({ history }) => (
				<span class="table-days">
					<Strip of={history?.days ?? NO_DAYS} said={daysWords(history, now())} />
				</span>
			),
		},
		...(["day", "quarter"] as const).map(
			(span): Column<Monitor> => ({
				key: `uptime-${span}`,
				name: SPANS[span],
				figure: true,
				value: ({ uptime }) => uptime[span],
				cell: ({ uptime }) => shareWords(uptime[span]) ?? "–",
			}),
		),
		{
			key: "checked",
			name: "Last check",
			figure: true,
			value: ({ lastCheckedAt }) => (lastCheckedAt ? ms(lastCheckedAt) : null),
			cell: ({ lastCheckedAt }) => (lastCheckedAt ? ago(lastCheckedAt, now()) : "–"),
		},
	];
}

const SPANS = { day: "24 h", quarter: "90 days" } as const;
const STATE: TableFilter<Monitor> = {
	key: "state",
	all: "All states",
	options: STATES.map((value) => ({ value, name: monitorShape(value).word })),
	matches: ({ state }, value) => state === value,
};

const serviceFilter = (services: Pick<Service, "id" | "name">[]): TableFilter<Monitor> => ({
	key: "service",
	all: "All services",
	options: services.map(({ id, name }) => ({ value: id, name })),
	matches: ({ serviceId }, value) => serviceId === value,
});

async function change(it: Monitor, body: { paused: boolean; pausedUntil?: string }): Promise<string | null> {
	const answer = await api<Monitor>("PATCH", `/monitors/${it.id}`, body, { ifMatch: it.version });
	if (!answer.ok) return failureWords(answer);
	monitorsResource().set(
		(known) =>
			known && { ...known, items: known.items.map((one) => (one.id === it.id ? answer.value : one)) },
	);
	return null;
}

/** A pause that nobody ends is how an outage goes unnoticed: of many at once, it ends by itself. */
const pauseEnd = (): number => pauseEnds("1 h", now()) ?? now();

const namesOf = (items: Monitor[]): string => listOfNames(items.map(({ name }) => name));

const PAUSE: RowAct<Monitor> = {
	key: "p",
	name: (count) => (count === 1 ? "Pause for 1 h" : `Pause ${count} monitors for 1 h`),
	thing: "monitor",
	past: "paused",
	can: ({ paused }) => !paused,
	// What nobody watches pages nobody: never at one key.
	always: true,
	effect: (items) =>
		`Pauses ${namesOf(items)}. Nothing is checked, and no one is paged, until ${whenWords(pauseEnd(), now())}.`,
	act: (it) => change(it, { paused: true, pausedUntil: new Date(pauseEnd()).toISOString() }),
};

const RESUME: RowAct<Monitor> = {
	key: "r",
	name: (count) => (count === 1 ? "Resume" : `Resume ${count} monitors`),
	thing: "monitor",
	past: "resumed",
	can: ({ paused }) => paused,
	effect: (items) => `Resumes ${namesOf(items)}. Checks start again, and page someone when they fail.`,
	act: (it) => change(it, { paused: false }),
};
