import { createSignal, For, Show } from "solid-js";
import {
	DEFAULT_BODY,
	DEFAULT_TITLE,
	ISSUE_VARIABLES,
	TRACKER_KINDS,
	type TrackerKind,
} from "../../../../worker/reviews/rules/issue.ts";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { SelectField, TextArea, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import { sending } from "../../../state/sending.ts";
import type { Tracker } from "../wire.ts";
import { settingsOf, TRACKER_WORDS, typedOf } from "./tracker-fields.ts";

type Made = Tracker & { secret?: string | null };

const VARIABLES = ISSUE_VARIABLES.map((name) => `{{${name}}}`).join(" ");

interface TrackerSheetProps {
	of?: Tracker;
	onDone(): void;
	onClose(): void;
}

/** A new tracker, or changes of one. Its token is typed anew or stays as it is: nobody reads it again. */
export function TrackerSheet(props: TrackerSheetProps) {
	const form = trackerForm(props);
	return (
		<Sheet
			open
			title={props.of ? props.of.name : "Add an issue tracker"}
			onClose={props.onClose}
			acts={
				<Show
					when={form.secret() === null}
					fallback={
						<Button kind="primary" wide onClick={props.onClose}>
							I have saved it
						</Button>
					}
				>
					<Button kind="primary" wide type="submit" form="tracker" busy={form.saving.busy() && "Saving…"}>
						{props.of ? "Save changes" : "Add tracker"}
					</Button>
				</Show>
			}
		>
			<Show when={form.secret()} fallback={<TrackerFields {...props} form={form} />}>
				{(text) => (
					<div class="stack wide">
						<p class="sub">Requests are signed with this secret. It is shown only now.</p>
						<code>{text()}</code>
						<CopyButton text={text()} what="secret" wide />
					</div>
				)}
			</Show>
		</Sheet>
	);
}

/** What is typed, and how it is saved. */
function trackerForm({ of: it, onDone, onClose }: TrackerSheetProps) {
	const [kind, setKind] = createSignal<TrackerKind>(it?.kind ?? "github");
	const [text, setText] = createSignal<Record<string, string>>({
		...{ name: it?.name ?? "", title: it?.title ?? DEFAULT_TITLE, body: it?.body ?? DEFAULT_BODY },
		...{ token: "" },
	});
	const [typed, setTyped] = createSignal(typedOf(it?.settings ?? {}));
	const [secret, setSecret] = createSignal<string | null>(null);
	const keys = retryKeys();
	const said = (name: string) => text()[name]?.trim() ?? "";
	const fields = () => ({
		name: said("name") || TRACKER_WORDS[kind()].name,
		...{ title: said("title"), body: said("body"), settings: settingsOf(kind(), typed()) },
		...(said("token") !== "" && TRACKER_WORDS[kind()].token !== null && { token: said("token") }),
	});
	const saving = sending(
		() => {
			if (it) return api<Made>("PATCH", `/trackers/${it.id}`, fields());
			const whole = { kind: kind(), ...fields() };
			return api<Made>("POST", "/trackers", whole, { idempotencyKey: keys.keyFor(JSON.stringify(whole)) });
		},
		(made) => {
			onDone();
			showToast(it ? "Saved" : "Tracker added");
			if (made.secret) setSecret(made.secret);
			else onClose();
		},
	);
	const set = (name: string) => (value: string) => void setText((before) => ({ ...before, [name]: value }));
	const setField = (name: string, value: string) => void setTyped((before) => ({ ...before, [name]: value }));
	return { kind, setKind, text, set, typed, setField, secret, saving };
}

type FieldsProps = TrackerSheetProps & { form: ReturnType<typeof trackerForm> };

function TrackerFields(props: FieldsProps) {
	const { saving, kind, text, set, typed, setField } = props.form;
	const words = () => TRACKER_WORDS[kind()];
	return (
		<form class="stack wide" id="tracker" onSubmit={(event) => void saving.send(event)}>
			<Show when={!props.of}>
				<SelectField
					label="Kind"
					options={TRACKER_KINDS.map((value) => ({ value, name: TRACKER_WORDS[value].name }))}
					value={kind()}
					onValue={props.form.setKind}
				/>
			</Show>
			<TextField label="Name" placeholder={words().name} value={text().name} onValue={set("name")} />
			<For each={words().fields}>
				{(field) => (
					<TextField
						label={field.label}
						hint={field.hint}
						value={typed()[field.name] ?? ""}
						error={saving.wrong(`/settings/${field.name}`)}
						onValue={(value) => setField(field.name, value)}
					/>
				)}
			</For>
			<Token {...props} />
			<TextField
				label="Title of an issue"
				value={text().title}
				error={saving.wrong("/title")}
				onValue={set("title")}
			/>
			<TextArea
				label="Text of an issue"
				hint={`Variables: ${VARIABLES}`}
				rows={6}
				value={text().body}
				error={saving.wrong("/body")}
				onValue={set("body")}
			/>
			<Show when={saving.error()}>{(why) => <Notice>{why()}</Notice>}</Show>
			<Show when={props.of}>{(tracker) => <DeleteTracker {...props} of={tracker()} />}</Show>
		</form>
	);
}

function Token(props: FieldsProps) {
	const hint = () => TRACKER_WORDS[props.form.kind()].token;
	return (
		<Show when={hint()}>
			{(words) => (
				<TextField
					label={props.of ? "New token" : "Token"}
					hint={props.of ? `${words()} Left empty, the old one stays.` : words()}
					type="password"
					autocomplete="off"
					value={props.form.text().token}
					error={props.form.saving.wrong("/token")}
					onValue={props.form.set("token")}
				/>
			)}
		</Show>
	);
}

function DeleteTracker(props: TrackerSheetProps & { of: Tracker }) {
	const [deleting, setDeleting] = createSignal(false);
	return (
		<>
			<Button kind="danger" wide onClick={() => setDeleting(true)}>
				Delete…
			</Button>
			<Confirm
				open={deleting()}
				title={`Delete ${props.of.name}?`}
				act="Delete tracker"
				onConfirm={() => api("DELETE", `/trackers/${props.of.id}`)}
				onClose={(done) => {
					setDeleting(false);
					if (!done) return;
					props.onDone();
					props.onClose();
				}}
			>
				Its token is deleted. Issues and links stay where they are.
			</Confirm>
		</>
	);
}
