import { For } from "solid-js";
import { now as clock } from "../../../state/clock.ts";
import type { ScheduleView, Shift } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import { type Cast, Lane } from "./lanes.tsx";
import { mondays, partsOf, spanWords, weekWords } from "./weeks.ts";

const SHOWN_WEEKS = 4;

type Turn = Pick<Shift, "startsAt" | "endsAt" | "userId">;

/** For a desk: each rotation, the overrides, and what they come to, one below the other. */
export default function ScheduleGrid(props: { view: ScheduleView; cast: Cast }) {
	const days = () => mondays(clock(), SHOWN_WEEKS);
	const from = () => days()[0] ?? 0;
	const to = () => days()[SHOWN_WEEKS] ?? 0;
	const lanes = (): { name: string; turns: Turn[]; isFinal?: boolean }[] => [
		...props.view.layers.map(({ name, shifts }) => ({
			name,
			turns: shifts.filter(({ userId }) => userId !== null),
		})),
		{ name: "Overrides", turns: props.view.overrides },
		{ name: "On call", turns: props.view.final, isFinal: true },
	];
	return (
		<div class="lanes card">
			<span />
			<div class="abreast dim">
				<For each={days().slice(0, SHOWN_WEEKS)}>
					{(day, n) => <span>{weekWords(day, days()[n() + 1] ?? day)}</span>}
				</For>
			</div>
			<For each={lanes()}>
				{(lane) => (
					<>
						<span class={lane.isFinal ? "strong" : "sub"}>{lane.name}</span>
						<Lane
							parts={partsOf(lane.turns, from(), to())}
							cast={props.cast}
							label={told(lane.turns, from(), to(), props.cast)}
							tall={lane.isFinal}
						/>
					</>
				)}
			</For>
		</div>
	);
}

const MOST_TOLD = 12;

/** "Ana, Nov 30 09:00 to Dec 7 09:00; Bo, …". */
function told(turns: readonly Turn[], from: number, to: number, cast: Cast): string {
	const within = turns.filter(({ startsAt, endsAt }) => ms(startsAt) < to && ms(endsAt) > from);
	const words = within
		.slice(0, MOST_TOLD)
		.map((turn) => `${turn.userId === null ? "No one" : cast.nameOf(turn.userId)}, ${spanWords(turn)}`);
	const more = within.length - words.length;
	return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join("; ") || "None";
}
