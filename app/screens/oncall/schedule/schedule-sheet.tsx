import { createSignal, Index, Show } from "solid-js";
import { SAVED_FIRST } from "../../../../worker/platform/rules/phrases.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { ZoneField } from "../../../parts/zone-field.tsx";
import { now as clock } from "../../../state/clock.ts";
import { schedulesResource, usersResource } from "../../../state/lists.ts";
import { overtakenBy } from "../../../state/overtaken.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { Schedule } from "../../../state/wire.ts";
import { TeamField } from "../../people/team-field.tsx";
import { draftOf, type LayerDraft, newLayer, newSchedule, type ScheduleDraft } from "./draft.ts";
import { castOf } from "./lanes.tsx";
import { LayerFields } from "./layer-fields.tsx";
import { Preview } from "./preview.tsx";
import { saveSchedule } from "./schedule-state.ts";

interface ScheduleSheetProps {
	/** Null: a new one. */
	saved: Schedule | null;
	onClose(): void;
	onSaved(schedule: Schedule): void;
}

/** A rotation in four fields, with what it comes to below them. */
export function ScheduleSheet(props: ScheduleSheetProps) {
	const users = usersResource();
	const cast = () => castOf(users.value?.items ?? []);
	const { draft, change, changeLayer, saving, overtaken, takeTheirs } = editing(props);
	const act = () => (props.saved ? "Save" : "Add schedule");
	return (
		<Sheet
			open
			title={props.saved ? `Edit ${props.saved.name}` : "Add a schedule"}
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="schedule" busy={saving.busy() && "Saving…"}>
					{act()}
				</Button>
			}
		>
			<form class="stack wide" id="schedule" onSubmit={(event) => void saving.send(event)}>
				<Index each={draft().layers}>
					{(layer, place) => (
						<>
							<Show when={draft().layers.length > 1}>
								<h3 class="strong">{layer().name}</h3>
							</Show>
							<LayerFields
								layer={layer()}
								cast={cast()}
								isOnly={draft().layers.length === 1}
								wrong={(pointer) => saving.wrong(`/layers/${place}${pointer}`)}
								onLayer={(next) => changeLayer(place, next)}
								onRemove={() => change({ layers: draft().layers.filter((_, n) => n !== place) })}
							/>
						</>
					)}
				</Index>
				<ZoneField
					label="Time zone of the hand-offs"
					value={draft().timeZone}
					error={saving.wrong("/timeZone")}
					onValue={(timeZone) => change({ timeZone })}
				/>
				<Preview draft={draft()} scheduleId={props.saved?.id ?? null} cast={cast()} />
				<MoreFields draft={draft()} wrong={saving.wrong} onChange={change} />
				<Show
					when={overtaken()}
					fallback={<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
				>
					<Notice act="Load theirs" onAct={takeTheirs}>
						{SAVED_FIRST}
					</Notice>
				</Show>
			</form>
		</Sheet>
	);
}

function MoreFields(props: {
	draft: ScheduleDraft;
	wrong(pointer: string): string | undefined;
	onChange(change: Partial<ScheduleDraft>): void;
}) {
	const add = () => {
		const name = `Rotation ${props.draft.layers.length + 1}`;
		props.onChange({ layers: [...props.draft.layers, newLayer(name, [], clock())] });
	};
	return (
		<details open={props.wrong("/name") !== undefined}>
			<summary>Name, team, and more rotations</summary>
			<div class="stack wide">
				<TextField
					label="Name of the schedule"
					required
					maxLength={200}
					value={props.draft.name}
					error={props.wrong("/name")}
					onValue={(name) => props.onChange({ name })}
				/>
				<TeamField
					teamId={props.draft.teamId}
					error={props.wrong("/teamId")}
					onTeam={(teamId) => props.onChange({ teamId })}
				/>
				<p class="sub">
					Where two rotations have someone at the same time, the later one wins. Add one for weekends or
					nights.
				</p>
				<Button onClick={add}>Add a rotation</Button>
			</div>
		</details>
	);
}

function editing(props: ScheduleSheetProps) {
	const [saved, setSaved] = createSignal(props.saved);
	const [draft, setDraft] = createSignal<ScheduleDraft>(
		props.saved ? draftOf(props.saved) : newSchedule(me().value?.user.id, clock()),
	);
	const change = (next: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...next }));
	const changeLayer = (place: number, next: Partial<LayerDraft>) =>
		setDraft((before) => ({
			...before,
			layers: before.layers.map((layer, n) => (n === place ? { ...layer, ...next } : layer)),
		}));
	const saving = sending(
		() => saveSchedule(draft(), saved()),
		(schedule) => {
			void schedulesResource().reload();
			showToast(props.saved ? "Saved" : `${schedule.name} added`);
			props.onSaved(schedule);
		},
	);
	const overtaken = () => overtakenBy<Schedule>(saving);
	const takeTheirs = () => {
		const current = overtaken()?.current;
		if (current) {
			setSaved(current);
			setDraft(draftOf(current));
		}
		saving.clearError();
	};
	return { draft, change, changeLayer, saving, overtaken, takeTheirs };
}
