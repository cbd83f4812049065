import { createMemo, createSignal, For, Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import { Segmented } from "../../parts/field.tsx";
import { later } from "../../parts/later.tsx";
import { OnCallCard } from "../../parts/on-call-card.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { isUnread, Loaded, Skeleton } from "../../parts/states.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { now as clock } from "../../state/clock.ts";
import { schedulesResource } from "../../state/lists.ts";
import { nowResource } from "../../state/name-book.ts";
import { me } from "../../state/session.ts";
import type { AgendaShift } from "../../state/wire.ts";
import { CoverList } from "../shifts/cover-list.tsx";
import { coversResource } from "../shifts/cover-state.ts";
import { type AgendaDay, type AgendaTurn, agendaOf } from "./agenda.ts";
import { agendaResource, DAYS } from "./agenda-state.ts";
import { ScheduleList } from "./schedule-list.tsx";
import { TakenOver } from "./taken-over.tsx";

const TakeOverSheet = later(async () => ({
	default: (await import("../incidents/now/take-over-sheet.tsx")).TakeOverSheet,
}));
const MINUTE_MS = 60_000;

/** Whether it is me, who else, and who it will be on which of the next days. */
export default function OnCallScreen() {
	const present = nowResource();
	const agenda = agendaResource();
	const schedules = schedulesResource();
	const covers = coversResource();
	const [takingOver, setTakingOver] = createSignal(false);
	const readAnew = () => void Promise.all([present.reload(), agenda.reload()]);
	return (
		<Screen title="On call">
			<Loaded of={present} also={[agenda]} what="who’s on call" bones={<Skeleton rows={2} height={92} />}>
				{(now) => (
					<>
						<Section title="Now">
							<Show when={now().onCall.length > 0}>
								<OnCallCard now={now()} onTakeOver={() => setTakingOver(true)} />
							</Show>
							<Rows>
								<Row
									title="Readiness"
									sub="Whether pages reach everyone, and your check-in"
									href="/readiness"
								/>
								<Row title="Bedside mode" sub="A dim clock, and an alarm when you’re paged" href="/bedside" />
							</Rows>
						</Section>
						<Show when={takingOver()}>
							<TakeOverSheet
								now={now()}
								onClose={() => {
									setTakingOver(false);
									void agenda.reload();
								}}
							/>
						</Show>
					</>
				)}
			</Loaded>
			<Show when={!isUnread(present) || !isUnread(agenda)}>
				<Loaded quiet of={agenda} what="the next shifts" bones={<Skeleton rows={5} height={84} />}>
					{(list) => (
						<>
							<CoverList of={covers} schedules={schedules.value?.items ?? []} onChanged={readAnew} />
							<TakenOver shifts={list().items} onChanged={readAnew} />
							<Show when={list().items.length > 0}>
								<Agenda shifts={list().items} />
							</Show>
							<Show when={schedules.value !== undefined}>
								<ScheduleList of={schedules} onAdded={readAnew} />
							</Show>
						</>
					)}
				</Loaded>
			</Show>
		</Screen>
	);
}

type Whose = "all" | "mine";
const WHOSE: { value: Whose; name: string }[] = [
	{ value: "all", name: "Everyone" },
	{ value: "mine", name: "Only me" },
];

function Agenda(props: { shifts: AgendaShift[] }) {
	const [whose, setWhose] = createSignal<Whose>("all");
	const myId = () => me().value?.user.id;
	const chosen = () =>
		whose() === "all" ? props.shifts : props.shifts.filter((shift) => shift.userId === myId());
	const minute = createMemo(() => Math.floor(clock() / MINUTE_MS) * MINUTE_MS);
	const days = createMemo(() => agendaOf(chosen(), minute(), DAYS).filter(({ turns }) => turns.length > 0));
	return (
		<>
			<Segmented label="Whose shifts" options={WHOSE} value={whose()} onValue={setWhose} />
			<Show
				when={days().length > 0}
				fallback={<p class="sub">You have no shift within the next {DAYS} days.</p>}
			>
				<For each={days()}>{(day) => <DayOf of={day} />}</For>
			</Show>
		</>
	);
}

function DayOf(props: { of: AgendaDay }) {
	return (
		<Section title={props.of.name}>
			<Rows label={props.of.name}>
				<For each={props.of.turns}>{(turn) => <TurnOf of={turn} />}</For>
			</Rows>
		</Section>
	);
}

function TurnOf(props: { of: AgendaTurn }) {
	const isMine = () => props.of.userId !== null && props.of.userId === me().value?.user.id;
	const who = () => (isMine() ? "You" : (props.of.userName ?? "No one"));
	return (
		<Row
			lead={
				<Avatar name={props.of.userId === null ? null : (props.of.userName ?? "?")} me={isMine()} small />
			}
			title={<span class={isMine() ? "strong" : undefined}>{who()}</span>}
			sub={props.of.scheduleName}
			trail={<span class="figure">{props.of.when}</span>}
			href={`/schedules/${props.of.scheduleId}`}
		/>
	);
}
