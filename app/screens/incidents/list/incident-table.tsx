import { type JSX, Show } from "solid-js";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import type { Column } from "../../../parts/table.tsx";
import { TableList } from "../../../parts/table-list.tsx";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { mayAs, me } from "../../../state/session.ts";
import { shortNames } from "../../../state/short-names.ts";
import type { Incident } from "../../../state/wire.ts";
import { ms, numberWords, titleWords, whenWords } from "../../../state/words.ts";
import { ACKNOWLEDGE } from "./acknowledge-act.ts";
import { BULK_ACTS } from "./bulk/acts.ts";
import { NewOnes, OlderIncidents } from "./incident-lists.tsx";
import { INCIDENT_SHAPES } from "./incident-row.tsx";
import type { IncidentParts } from "./incidents-state.ts";
import { isOpen } from "./lists.ts";
import { rough, tableState } from "./row-words.ts";
import type { ShownIncidents } from "./shown.ts";

const KNOWN = [
	{ name: "Not acknowledged", query: "state=triggered" },
	{ name: "P1", query: "severity=P1" },
];

/** The incidents of a desk: everything about each in a line, the open ones above, and many acknowledged at once. */
export default function IncidentTable(props: {
	parts: IncidentParts;
	shown: ShownIncidents;
	nothing: JSX.Element;
}) {
	const pages = () => props.parts.all.find((one) => one.of.value === undefined) ?? props.parts.all[0];
	return (
		<Show when={pages()}>
			{(one) => (
				<Loaded of={one().of} what="incidents" bones={<Skeleton rows={8} height={44} />}>
					{() => (
						<TableList
							place="incidents"
							label="Incidents"
							items={[...props.shown.open(), ...props.shown.past()]}
							columns={COLUMNS}
							idOf={({ id }) => id}
							href={({ id }) => `/incidents/${id}`}
							known={KNOWN}
							groups={(items) => inGroups(items, props.shown)}
							acts={mayAs("responder") ? [ACKNOWLEDGE, ...BULK_ACTS] : []}
							nothing={props.nothing}
							beside={<NewOnes of={props.shown} />}
							more={<Show when={props.parts.past}>{(past) => <OlderIncidents pages={past()} />}</Show>}
						/>
					)}
				</Loaded>
			)}
		</Show>
	);
}

/** Two groups, as they were when the list got its order: no row changes groups under a hand. */
function inGroups(items: Incident[], { past }: ShownIncidents) {
	const isPast = new Set(past().map(({ id }) => id));
	const above = items.filter(({ id }) => !isPast.has(id));
	const groups = [
		{ name: `Open · ${above.filter(isOpen).length}`, items: above },
		{ name: "Past", items: items.filter(({ id }) => isPast.has(id)) },
	];
	return groups.filter((group) => group.items.length > 0);
}

const lasted = (it: Incident): number => (it.resolvedAt ? ms(it.resolvedAt) : now()) - ms(it.triggeredAt);

const COLUMNS: Column<Incident>[] = [
	{
		key: "severity",
		name: "Severity",
		value: ({ severity }) => severity,
		cell: (it) => <SeverityPill of={it.severity} over={!isOpen(it)} />,
	},
	{
		key: "title",
		name: "Title",
		title: true,
		value: ({ title }) => title,
		cell: (it) => (
			<span class="numbered">
				<span class="dim">{numberWords(it)}</span> <span>{titleWords(it)}</span>
			</span>
		),
	},
	{ key: "service", name: "Service", value: (it) => it.service.name, cell: (it) => it.service.name },
	{
		key: "state",
		name: "State",
		value: (it) => stateWords(it),
		cell: (it) => (
			<>
				<Shape of={INCIDENT_SHAPES[it.state](it.severity)} />
				{stateWords(it)}
			</>
		),
	},
	{
		key: "opened",
		name: "Opened",
		figure: true,
		value: (it) => ms(it.triggeredAt),
		cell: (it) => whenWords(it.triggeredAt, now()),
	},
	{ key: "lasted", name: "Lasted", figure: true, value: lasted, cell: (it) => rough(lasted(it)) },
];

const stateWords = (it: Incident): string =>
	tableState(it, {
		meId: me().value?.user.id,
		names: shortNames(usersResource().value?.items ?? []),
	});
