import { createSignal, createUniqueId, Show } from "solid-js";
import { NOTHING_NEW } from "../../../../../worker/platform/rules/phrases.ts";
import { keepCommand, noteCommand } from "../../../../outbox/keep.ts";
import { Button } from "../../../../parts/button.tsx";
import { Segmented, SelectField, TextArea, TextField } from "../../../../parts/field.tsx";
import { Sheet } from "../../../../parts/sheet.tsx";
import { Notice } from "../../../../parts/states.tsx";
import type { TimelineEvent } from "../../../../state/wire.ts";
import { BUSY_WORDS } from "../answers.ts";
import { keeping } from "../keeping.ts";
import type { SheetProps } from "../sheet-props.ts";
import { PHASES } from "../update-words.ts";
import { type Composing, composing } from "./composer-state.ts";
import { PreviewCard } from "./preview-card.tsx";
import { PromiseFields } from "./promise-fields.tsx";
import { nothingNew, templatesFor, type Writes } from "./templates.ts";
import "./composer.css";

const READERS: { value: Writes; name: string }[] = [
	{ value: "note", name: "Note" },
	{ value: "stakeholders", name: "Stakeholders" },
	{ value: "public", name: "Public" },
];

const WHO_READS: Record<Writes, string> = {
	note: "On the timeline, for your team only.",
	stakeholders: "Sent to stakeholders on their own channels. Not public.",
	public: "On the status page at once, and sent to subscribers and stakeholders.",
};

const ACTS: Record<Writes, string> = {
	note: "Add note",
	stakeholders: "Send to stakeholders",
	public: "Publish",
};

type ComposerProps = SheetProps & { events: TimelineEvent[]; first: Writes };

/** Everything that is written about an incident while it lasts: to the team, to stakeholders, to the public. */
export default function ComposerSheet(props: ComposerProps) {
	const form = createUniqueId();
	const its = composing(
		() => props.incident,
		() => props.events,
		props.first,
	);
	const verb = () => (its.writes() === "note" ? ("note" as const) : ("update" as const));
	const kept = keeping();
	const note = () => keepCommand(props.incident, noteCommand(its.text().trim(), its.occurredAt()));
	const send = async (body: object | null) => {
		if (body === null || kept.busy()) return;
		const isNote = its.writes() === "note";
		if (!(await (isNote ? kept.run(note, "Note added") : props.commands.run(verb(), body)))) return;
		its.drop();
		props.onClose();
	};
	const refused = () =>
		props.commands.refused()?.verb === verb() ? props.commands.refused()?.words : kept.why();
	return (
		<Sheet open title={its.writes() === "note" ? "Write a note" : "Post update"} onClose={props.onClose}>
			<form
				id={form}
				class="stack wide"
				onSubmit={(event) => {
					event.preventDefault();
					void send(its.body());
				}}
			>
				<Segmented label="Who reads it" options={READERS} value={its.writes()} onValue={its.setWrites} />
				<p class="sub">{WHO_READS[its.writes()]}</p>
				<NothingNew {...props} its={its} onPost={(body) => void send(body)} />
				<Fields its={its} incident={props.incident} />
				<Show when={its.preview()}>{(preview) => <PreviewCard of={preview()} />}</Show>
				<Show when={its.writes() === "public" && props.events.length > 0 && its.shown().name === null}>
					<Notice plain>This service isn’t on the status page, so customers see nothing of it.</Notice>
				</Show>
			</form>
			<div class="composer-acts">
				<Show when={refused()}>
					{(words) => (
						<div role="alert">
							<Notice>{words()}</Notice>
						</div>
					)}
				</Show>
				<Button
					type="submit"
					form={form}
					kind="brass"
					wide
					disabled={its.body() === null}
					busy={(kept.busy() || props.commands.busy() === verb()) && BUSY_WORDS[verb()]}
				>
					{ACTS[its.writes()]}
				</Button>
			</div>
		</Sheet>
	);
}

/** One press for what is true most of the time. Not offered once somebody writes words of their own. */
function NothingNew(props: ComposerProps & { its: Composing; onPost(body: object): void }) {
	const words = () =>
		props.its.writes() === "public" && !props.its.isOver() ? nothingNew(props.incident, props.events) : null;
	const status = () => (props.incident.status === "triage" ? "investigating" : props.incident.status);
	return (
		<Show when={words()}>
			{(message) => (
				<div class="nothing-new">
					<p class="sub">“{message()}”</p>
					<Button
						wide
						onClick={() => props.onPost({ audience: "public", status: status(), message: message() })}
					>
						{NOTHING_NEW}
					</Button>
				</div>
			)}
		</Show>
	);
}

function Fields(props: { its: Composing; incident: SheetProps["incident"] }) {
	const { its } = props;
	return (
		<>
			<Show when={its.writes() !== "note" && !its.isOver()}>
				<Segmented label="Status" options={PHASES} value={its.phase()} onValue={its.setPhase} />
			</Show>
			<TextArea
				label={its.writes() === "note" ? "Note" : "Message"}
				hint={HINTS[its.writes()]}
				error={its.open() && `Replace ${its.open()} with your own words.`}
				value={its.text()}
				onValue={its.write}
				rows={4}
				autofocus={its.writes() === "note"}
			/>
			<Show when={its.writes() === "public" && !its.isOver()}>
				<Templates its={its} severity={props.incident.severity} />
			</Show>
			<Show when={its.writes() === "note"}>
				<WhenItHappened its={its} />
			</Show>
			<Show when={its.writes() !== "note" && !its.isOver()}>
				<PromiseFields its={its} incident={props.incident} />
			</Show>
		</>
	);
}

/** Most notes are about now: the field comes when it is asked for. */
function WhenItHappened(props: { its: Composing }) {
	const [isAsked, setAsked] = createSignal(props.its.happened() !== "");
	return (
		<Show
			when={isAsked()}
			fallback={
				<Button kind="quiet" onClick={() => setAsked(true)}>
					It happened earlier
				</Button>
			}
		>
			<TextField
				label="When it happened"
				hint="The timeline says both times."
				type="datetime-local"
				value={props.its.happened()}
				onValue={props.its.setHappened}
				autofocus
			/>
		</Show>
	);
}

const HINTS: Record<Writes, string> = {
	note: "Names are fine here. Kept on this device as you type.",
	stakeholders: "Sent exactly as written",
	public: "Published to the status page exactly as written",
};

/** By status and severity, with the name that customers know. */
function Templates(props: { its: Composing; severity: SheetProps["incident"]["severity"] }) {
	const [chosen, setChosen] = createSignal("");
	const all = () => templatesFor(props.its.phase(), props.severity, props.its.shown().name ?? "our service");
	const choose = (title: string) => {
		const template = all().find((one) => one.title === title);
		if (template) props.its.write(template.text);
		setChosen("");
	};
	return (
		<SelectField
			label="Template"
			options={[
				{ value: "", name: "Choose a template" },
				...all().map(({ title }) => ({ value: title, name: title })),
			]}
			value={chosen()}
			onValue={choose}
		/>
	);
}
