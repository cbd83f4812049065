import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Segmented, SelectField, TextField } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { now as clock } from "../../state/clock.ts";
import { openNameBook, teamsResource, usersResource } from "../../state/name-book.ts";
import { sending } from "../../state/sending.ts";
import { me } from "../../state/session.ts";
import type { CoverRequest, Shift } from "../../state/wire.ts";
import { ms } from "../../state/words.ts";
import { changeOf, fieldOf, type Span } from "../oncall/schedule/shift-change.ts";
import { spanWords } from "../oncall/schedule/weeks.ts";
import { askForCover, coversResource } from "./cover-state.ts";
import { ASKED_OPTIONS } from "./cover-words.ts";
import { ReturnField } from "./return-field.tsx";

interface AskCoverProps {
	scheduleId: string;
	/** One of the reader's own. */
	shift: Pick<Shift, "startsAt" | "endsAt">;
	onClose(): void;
}

type Kind = CoverRequest["asked"]["kind"];
const SPANS = [
	{ value: "whole" as const, name: "Whole shift" },
	{ value: "part" as const, name: "Part of it" },
];

/** Anyone, a team or a person is asked to take a shift over, or a part of it, or a person to swap. The first who accepts has it. */
export function AskCoverSheet(props: AskCoverProps) {
	openNameBook();
	const { kind, setKind, asked, setAsked, span, setSpan, from, setFrom, to, setTo, note, setNote, ...rest } =
		asking(props);
	const choices = () => offered(kind());
	return (
		<Sheet
			open
			title="Ask for cover or a swap"
			onClose={props.onClose}
			acts={
				<Button
					kind="primary"
					wide
					type="submit"
					form="ask-cover"
					disabled={rest.ask() === null}
					busy={rest.sending.busy() && "Asking…"}
				>
					{rest.inReturn() ? "Offer swap" : "Ask"}
				</Button>
			}
		>
			<form class="stack wide" id="ask-cover" onSubmit={(event) => void rest.sending.send(event)}>
				<p class="sub">{spanWords(rest.ask() ?? props.shift)}. You stay on call until someone accepts.</p>
				<Segmented label="Whom to ask" options={ASKED_OPTIONS} value={kind()} onValue={setKind} />
				<Show when={kind() !== "anyone"}>
					<SelectField
						label={kind() === "team" ? "Team" : "Person"}
						options={[{ value: "", name: "Choose" }, ...choices()]}
						value={asked()}
						error={rest.sending.wrong("/asked/id")}
						onValue={setAsked}
					/>
				</Show>
				<Show when={kind() === "user" && asked()}>
					{(userId) => (
						<ReturnField
							scheduleId={props.scheduleId}
							userId={userId()}
							startsAt={rest.inReturn()?.startsAt ?? ""}
							error={rest.sending.wrong("/returnStartsAt")}
							onReturn={rest.setReturn}
						/>
					)}
				</Show>
				<Segmented label="How much of it" options={SPANS} value={span()} onValue={setSpan} />
				<Show when={span() === "part"}>
					<div class="abreast">
						<TextField label="From" type="datetime-local" required value={from()} onValue={setFrom} />
						<TextField label="To" type="datetime-local" required value={to()} onValue={setTo} />
					</div>
				</Show>
				<TextField label="Note (optional)" maxLength={300} value={note()} onValue={setNote} />
				<Show when={rest.sending.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

function offered(kind: Kind): { value: string; name: string }[] {
	const mine = me().value?.user.id;
	const all =
		kind === "team"
			? (teamsResource().value?.items ?? [])
			: (usersResource().value?.items ?? []).filter(({ id, role }) => id !== mine && role !== "observer");
	return all.map(({ id, name }) => ({ value: id, name })).toSorted((a, b) => a.name.localeCompare(b.name));
}

function asking(props: AskCoverProps) {
	const [kind, setKindAlone] = createSignal<Kind>("anyone");
	const [asked, setAskedAlone] = createSignal("");
	const [inReturn, setReturn] = createSignal<{ startsAt: string; endsAt: string } | null>(null);
	const [span, setSpan] = createSignal<Span>("whole");
	const [from, setFrom] = createSignal(fieldOf(Math.max(clock(), ms(props.shift.startsAt))));
	const [to, setTo] = createSignal(fieldOf(ms(props.shift.endsAt)));
	const [note, setNote] = createSignal("");
	const setAsked = (next: string) => {
		setAskedAlone(next);
		setReturn(null);
	};
	const setKind = (next: Kind) => {
		setKindAlone(next);
		setAsked("");
	};
	/** Null while it cannot be asked. */
	const ask = () => {
		const part = span() === "part" ? { from: from(), to: to() } : null;
		const change = changeOf(props.shift, null, part, clock());
		if (!change || (kind() !== "anyone" && asked() === "")) return null;
		const whom = { kind: kind(), id: kind() === "anyone" ? null : asked() };
		const { startsAt, endsAt } = change;
		const back = { returnStartsAt: inReturn()?.startsAt ?? null, returnEndsAt: inReturn()?.endsAt ?? null };
		return { startsAt, endsAt, asked: whom, note: note().trim(), ...back };
	};
	const wish = sending(
		() =>
			askForCover(
				props.scheduleId,
				ask() ?? { ...props.shift, asked: { kind: "anyone", id: null }, note: "" },
			),
		() => {
			void coversResource().reload();
			showToast("Asked. You’re told when someone accepts.");
			props.onClose();
		},
	);
	return {
		kind,
		setKind,
		asked,
		setAsked,
		inReturn,
		setReturn,
		span,
		setSpan,
		from,
		setFrom,
		to,
		setTo,
		note,
		setNote,
		ask,
		sending: wish,
	};
}
