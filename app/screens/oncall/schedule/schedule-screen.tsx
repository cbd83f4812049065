import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { isUnread, Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Screen, Section } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { api } from "../../../state/api.ts";
import { now as clock } from "../../../state/clock.ts";
import { inUseWords } from "../../../state/in-use-words.ts";
import { schedulesResource, usersResource } from "../../../state/lists.ts";
import { mayChange } from "../../../state/may.ts";
import type { Resource } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import type { Schedule, ScheduleView, Shift } from "../../../state/wire.ts";
import { CalendarPart } from "./calendar-part.tsx";
import { castOf } from "./lanes.tsx";
import { ReadinessPart } from "./readiness-part.tsx";
import { scheduleResource, viewResource } from "./schedule-state.ts";
import { ShiftList } from "./shift-list.tsx";
import { gapsAhead, gapWords } from "./weeks.ts";

const ScheduleGrid = later(
	() => import("./schedule-grid.tsx"),
	() => <Skeleton rows={4} height={32} />,
);
const ScheduleSheet = later(async () => ({
	default: (await import("./schedule-sheet.tsx")).ScheduleSheet,
}));
const AskCoverSheet = later(async () => ({
	default: (await import("../../shifts/ask-cover-sheet.tsx")).AskCoverSheet,
}));
const ChangeShiftSheet = later(async () => ({
	default: (await import("./change-shift-sheet.tsx")).ChangeShiftSheet,
}));

/** One schedule: who is on call in the next eight weeks, what makes it so, and what is missing. */
export default function ScheduleScreen() {
	const { id = "" } = useParams<{ id: string }>();
	const schedule = scheduleResource(id);
	const view = viewResource(id);
	const [editing, setEditing] = createSignal(false);
	return (
		<Screen
			title={schedule.value?.name ?? "Schedule"}
			back="/on-call"
			wide
			trail={
				<Show when={schedule.value && mayChange(schedule.value.teamId)}>
					<Button onClick={() => setEditing(true)}>Edit</Button>
				</Show>
			}
		>
			<Loaded of={view} also={[schedule]} what="this schedule" bones={<Skeleton rows={6} height={68} />}>
				{(value) => <Shown of={value()} id={id} onChanged={() => void view.reload()} />}
			</Loaded>
			<Show when={!isUnread(view) && schedule.value}>
				{(value) => <CalendarPart scheduleId={value().id} teamId={value().teamId} />}
			</Show>
			<Show when={schedule.value && mayChange(schedule.value.teamId) && schedule.value}>
				{(value) => <RemoveSchedule value={value()} />}
			</Show>
			{/* Last: what each person's methods come to arrives by itself, and moves nothing that can be pressed. */}
			<Show when={mayAs("admin") && !isUnread(view) && schedule.value}>
				{(value) => <ReadinessPart of={value()} />}
			</Show>
			<Show when={editing() && schedule.value}>
				{(value) => (
					<ScheduleSheet
						saved={value()}
						onClose={() => setEditing(false)}
						onSaved={(saved) => onSaved(saved, schedule, view, () => setEditing(false))}
					/>
				)}
			</Show>
		</Screen>
	);
}

function onSaved(
	saved: Schedule,
	schedule: Resource<Schedule>,
	view: Resource<ScheduleView>,
	close: () => void,
): void {
	schedule.set(saved);
	void view.reload();
	close();
}

function Shown(props: { of: ScheduleView; id: string; onChanged(): void }) {
	const users = usersResource();
	const cast = () => castOf(users.value?.items ?? []);
	const isWide = wideEnough();
	const [changed, setChanged] = createSignal<Shift | null>(null);
	const [asking, setAsking] = createSignal<Shift | null>(null);
	const ahead = () => gapsAhead(props.of.gaps, clock());
	return (
		<>
			<Show when={ahead().length > 0}>
				<Notice>{gapWords(ahead())}</Notice>
			</Show>
			<Show when={isWide()}>
				<ScheduleGrid view={props.of} cast={cast()} />
			</Show>
			<ShiftList view={props.of} cast={cast()} onChange={setChanged} />
			<Show when={asking()} keyed>
				{(shift) => <AskCoverSheet scheduleId={props.id} shift={shift} onClose={() => setAsking(null)} />}
			</Show>
			<Show when={changed()} keyed>
				{(shift) => (
					<ChangeShiftSheet
						scheduleId={props.id}
						shift={shift}
						view={props.of}
						cast={cast()}
						onClose={() => setChanged(null)}
						onAsk={() => {
							setAsking(shift);
							setChanged(null);
						}}
						onChanged={props.onChanged}
					/>
				)}
			</Show>
		</>
	);
}

function RemoveSchedule(props: { value: Schedule }) {
	const navigate = useNavigate();
	const [removing, setRemoving] = createSignal(false);
	return (
		<Section title="Delete schedule">
			<Button kind="danger" wide onClick={() => setRemoving(true)}>
				Delete schedule…
			</Button>
			<Confirm
				open={removing()}
				title={`Delete ${props.value.name}?`}
				act="Delete schedule"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/schedules/${props.value.id}`)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					void schedulesResource().reload();
					showToast(`${props.value.name} deleted`);
					navigate("/on-call", { replace: true });
				}}
			>
				Its rotations, overrides, and calendar address go with it. Take it out of escalation policies first.
			</Confirm>
		</Section>
	);
}
