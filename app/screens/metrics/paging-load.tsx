import { For, Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { plural } from "./figure-words.ts";
import { AsTable, Bars, Part } from "./parts.tsx";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const LEVELS = 4;
const MOST_PEOPLE = 12;

type Pages = MetricsWire["pages"];

/** Whom it woke, and when. */
export function PagingLoad(props: { of: MetricsWire }) {
	const pages = () => props.of.pages;
	const said = () =>
		`${plural(pages().count, "page")}, ${pages().night} at night. Before: ${props.of.before.pages.count}, ${props.of.before.pages.night} at night.`;
	return (
		<Part title="When people are paged" said={said()} definition={pages().definition}>
			<Show when={pages().count > 0}>
				<HeatMap of={pages()} />
				<AsTable caption="Pages by weekday and hour" head={["Hour", "Pages"]} rows={busiest(pages())} />
				<p class="dim">The gray part of a bar is at night.</p>
				<Bars label="Pages by person" of={pages().people.slice(0, MOST_PEOPLE).map(loadOf)} />
				<Show when={pages().people.length > MOST_PEOPLE}>
					<AsTable
						summary={`All ${pages().people.length} people`}
						caption="Pages by person"
						head={["Person", "Pages", "At night"]}
						rows={pages().people.map((one) => [nameOf(one), one.count, one.night])}
					/>
				</Show>
			</Show>
		</Part>
	);
}

const nameOf = (one: Pages["people"][number]): string => one.userName ?? "Someone who was removed";

const loadOf = (one: Pages["people"][number]) => ({
	name: nameOf(one),
	value: one.count,
	dark: one.night,
	said: `${one.night} at night`,
});

const isNight = (hour: number): boolean => hour >= 22 || hour < 7;
const two = (hour: number): string => String(hour).padStart(2, "0");

function busiest({ hours }: Pages): [string, number][] {
	const all = hours.flatMap((row, day) =>
		row.map((count, hour): [string, number] => [`${DAYS[day]} ${two(hour)}:00`, count]),
	);
	return all.filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
}

/** A week by hours: the fuller, the brighter. Nights are marked above. */
function HeatMap(props: { of: Pages }) {
	const most = () => Math.max(...props.of.hours.flat(), 1);
	const level = (count: number) => Math.ceil((count * LEVELS) / most());
	return (
		<div class="heat" role="img" aria-label="Pages by weekday and hour">
			<span />
			<For each={HOURS}>
				{(hour) => (
					<span class={isNight(hour) ? "hour night" : "hour"}>{hour % 6 === 0 ? two(hour) : ""}</span>
				)}
			</For>
			<For each={props.of.hours}>
				{(row, day) => (
					<>
						<span class="day">{DAYS[day()]}</span>
						<For each={row}>{(count) => <i class={`l${level(count)}`}>{count || ""}</i>}</For>
					</>
				)}
			</For>
		</div>
	);
}
