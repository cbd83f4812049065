import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Segmented, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { failureWords } from "../../../state/api.ts";
import { now as clock } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { ScheduleView, Shift } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import type { Cast } from "./lanes.tsx";

import { addOverride, removeOverrides } from "./schedule-state.ts";
import { type Change, changeOf, fieldOf, type Span } from "./shift-change.ts";
import { spanWords } from "./weeks.ts";

interface ChangeShiftProps {
	scheduleId: string;
	shift: Shift;
	view: ScheduleView;
	cast: Cast;
	onClose(): void;
	/** Of a shift of the reader's own: others are asked instead. */
	onAsk(): void;
	onChanged(): void;
}

const NO_ONE = "no-one";
const SPANS = [
	{ value: "whole" as const, name: "Whole shift" },
	{ value: "part" as const, name: "Part of it" },
];

/** Somebody else for a shift, or for part of it. */
export function ChangeShiftSheet(props: ChangeShiftProps) {
	const { who, setWho, span, setSpan, from, setFrom, to, setTo, wish, saving } = changing(props);
	const effect = () => {
		const it = wish();
		if (!it)
			return who() === null ? "Choose who is on call instead." : "Choose an end that is after the start.";
		const name = it.userId === null ? "No one" : nameFor(it.userId, props.cast);
		return `${name} will be on call ${spanWords(it)}.`;
	};
	return (
		<Sheet
			open
			title="Change shift"
			onClose={props.onClose}
			acts={
				<Button
					kind="primary"
					wide
					type="submit"
					form="change-shift"
					disabled={wish() === null}
					busy={saving.busy() && "Saving…"}
				>
					Save
				</Button>
			}
		>
			<form class="stack wide" id="change-shift" onSubmit={(event) => void saving.send(event)}>
				<p class="sub">
					{props.shift.userId === null ? "No one is" : `${nameFor(props.shift.userId, props.cast)} is`} on
					call {spanWords(props.shift)}.
				</p>
				<RemoveOverride {...props} />
				<Show when={props.shift.userId !== null && props.shift.userId === me().value?.user.id}>
					<Button wide onClick={() => props.onAsk()}>
						Ask for cover or a swap…
					</Button>
				</Show>
				<WhoField shift={props.shift} cast={props.cast} view={props.view} value={who()} onValue={setWho} />
				<Segmented label="How much of it" options={SPANS} value={span()} onValue={setSpan} />
				<Show when={span() === "part"}>
					<div class="abreast">
						<TextField label="From" type="datetime-local" required value={from()} onValue={setFrom} />
						<TextField label="To" type="datetime-local" required value={to()} onValue={setTo} />
					</div>
				</Show>
				<p class="sub" role="status">
					{effect()}
				</p>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

function changing(props: ChangeShiftProps) {
	const [who, setWho] = createSignal<string | null>(null);
	const [span, setSpan] = createSignal<Span>("whole");
	const [from, setFrom] = createSignal(fieldOf(Math.max(clock(), ms(props.shift.startsAt))));
	const [to, setTo] = createSignal(fieldOf(ms(props.shift.endsAt)));
	const wish = (): Change | null => {
		const chosen = who();
		if (chosen === null) return null;
		const part = span() === "part" ? { from: from(), to: to() } : null;
		return changeOf(props.shift, chosen === NO_ONE ? null : chosen, part, clock());
	};
	const saving = sending(
		() => addOverride(props.scheduleId, wish() ?? { ...props.shift, userId: props.shift.userId }),
		(override) => {
			showToast("Shift changed", () => void undo(props, [override.id]));
			props.onChanged();
			props.onClose();
		},
	);
	return { who, setWho, span, setSpan, from, setFrom, to, setTo, wish, saving };
}

async function undo(props: ChangeShiftProps, ids: string[]): Promise<void> {
	const failure = await removeOverrides(props.scheduleId, ids);
	showToast(failure ? `Couldn’t undo. ${failureWords(failure)}` : "Change undone");
	props.onChanged();
}

const nameFor = (userId: string, cast: Cast): string =>
	userId === me().value?.user.id ? "You" : cast.nameOf(userId);

/** Those of the schedule first, then everybody else, and last nobody. */
function WhoField(props: {
	shift: Shift;
	cast: Cast;
	view: ScheduleView;
	value: string | null;
	onValue(userId: string): void;
}) {
	const inSchedule = () =>
		new Set(props.view.layers.flatMap(({ shifts }) => shifts.map(({ userId }) => userId)));
	const people = () =>
		(usersResource().value?.items ?? [])
			.filter(({ id, role }) => role !== "observer" && id !== props.shift.userId)
			.toSorted(
				(a, b) =>
					Number(inSchedule().has(b.id)) - Number(inSchedule().has(a.id)) || a.name.localeCompare(b.name),
			);
	const offered = () => [
		...people().map(({ id }) => ({ id, name: nameFor(id, props.cast) })),
		...(props.shift.userId === null ? [] : [{ id: NO_ONE, name: "No one" }]),
	];
	return (
		<fieldset class="stack">
			<legend class="unseen">Who’s on call instead</legend>
			<ul class="rows shift-people">
				<For each={offered()}>
					{({ id, name }) => (
						<li>
							<label class="row">
								<input
									class="pick"
									type="radio"
									name="who"
									checked={props.value === id}
									onChange={() => props.onValue(id)}
								/>
								<span class="row-text row-title">{name}</span>
							</label>
						</li>
					)}
				</For>
			</ul>
		</fieldset>
	);
}

/** What made the shift so can be taken out again. */
function RemoveOverride(props: ChangeShiftProps) {
	const made = (): ScheduleView["overrides"] =>
		props.shift.source !== "override"
			? []
			: props.view.overrides.filter(
					({ userId, startsAt, endsAt }) =>
						userId === props.shift.userId &&
						ms(startsAt) < ms(props.shift.endsAt) &&
						ms(props.shift.startsAt) < ms(endsAt),
				);
	const removing = sending(
		async () =>
			(await removeOverrides(
				props.scheduleId,
				made().map(({ id }) => id),
			)) ?? { ok: true as const, value: made() },
		(gone) => {
			showToast("Override removed", () => void restore(gone));
			props.onChanged();
			props.onClose();
		},
	);
	const restore = async (gone: Change[]) => {
		for (const { startsAt, endsAt, userId, replacesUserId } of gone) {
			const change = { startsAt, endsAt, userId, replacesUserId };
			const answer = await addOverride(props.scheduleId, change);
			if (!answer.ok) showToast(`Couldn’t undo. ${failureWords(answer)}`);
		}
		props.onChanged();
	};
	return (
		<Show when={made().length > 0}>
			<Button wide busy={removing.busy() && "Removing…"} onClick={() => void removing.send()}>
				Remove this override
			</Button>
			<Show when={removing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Show>
	);
}
