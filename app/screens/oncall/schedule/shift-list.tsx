import { createMemo, createSignal, For, Show } from "solid-js";
import { Avatar } from "../../../parts/avatar.tsx";
import { Button } from "../../../parts/button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import { now as clock } from "../../../state/clock.ts";
import { mayAs, me } from "../../../state/session.ts";
import type { ScheduleView, Shift } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import type { Cast } from "./lanes.tsx";
import { changeWords, mondays, spanWords, WEEKS, weekWords } from "./weeks.ts";

type Whose = "all" | "mine";
const WHOSE: { value: Whose; name: string }[] = [
	{ value: "all", name: "Everyone" },
	{ value: "mine", name: "Only me" },
];
/** Rotations by the hour have many shifts: so many at once. */
const SHOWN = 60;

/** The shifts of eight weeks, by the week in which they begin. A press changes one. */
export function ShiftList(props: { view: ScheduleView; cast: Cast; onChange(shift: Shift): void }) {
	const [whose, setWhose] = createSignal<Whose>("all");
	const [most, setMost] = createSignal(SHOWN);
	const chosen = createMemo(() =>
		props.view.final.filter(
			({ endsAt, userId }) => ms(endsAt) > clock() && (whose() === "all" || userId === me().value?.user.id),
		),
	);
	const weeks = () => weeksOf(chosen().slice(0, most()), props.view.clockChanges, clock());
	return (
		<>
			<Segmented label="Whose shifts" options={WHOSE} value={whose()} onValue={setWhose} />
			<Show when={chosen().length > 0} fallback={<p class="sub">You have no shift within eight weeks.</p>}>
				<For each={weeks()}>
					{(week) => (
						<Section title={week.name}>
							<For each={week.changes}>{(change) => <Notice plain>{changeWords(change)}</Notice>}</For>
							<Rows label={week.name}>
								<For each={week.shifts}>
									{(shift) => <ShiftRow of={shift} cast={props.cast} onChange={props.onChange} />}
								</For>
							</Rows>
						</Section>
					)}
				</For>
			</Show>
			<Show when={chosen().length > most()}>
				<Button wide onClick={() => setMost((before) => before + SHOWN)}>
					Show more shifts
				</Button>
			</Show>
		</>
	);
}

function ShiftRow(props: { of: Shift; cast: Cast; onChange(shift: Shift): void }) {
	const isMine = () => props.of.userId === me().value?.user.id;
	const name = () => (props.of.userId === null ? null : props.cast.nameOf(props.of.userId));
	return (
		<Row
			lead={<Avatar name={name()} me={isMine()} small />}
			title={<span class={isMine() ? "strong" : undefined}>{isMine() ? "You" : (name() ?? "No one")}</span>}
			sub={spanWords(props.of)}
			trail={props.of.source === "override" ? "Override" : undefined}
			onPress={mayAs("responder") ? () => props.onChange(props.of) : undefined}
		/>
	);
}

interface Week {
	name: string;
	shifts: Shift[];
	changes: ScheduleView["clockChanges"];
}

/** What runs already is of this week. Weeks in which nothing begins and no clock is set are left out. */
function weeksOf(shifts: readonly Shift[], changes: ScheduleView["clockChanges"], now: number): Week[] {
	const days = mondays(now, WEEKS);
	return days
		.slice(0, WEEKS)
		.map((from, n) => {
			const to = days[n + 1] ?? from;
			const isIn = (at: number) => (n === 0 || from <= at) && at < to;
			return {
				name: n === 0 ? "This week" : n === 1 ? "Next week" : weekWords(from, to),
				shifts: shifts.filter(({ startsAt }) => isIn(ms(startsAt))),
				changes: changes.filter(({ at }) => isIn(ms(at)) && ms(at) > now),
			};
		})
		.filter((week) => week.shifts.length > 0 || week.changes.length > 0);
}
