import { createSignal, Show } from "solid-js";
import { SAVED_FIRST } from "../../../worker/platform/rules/phrases.ts";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { SelectField } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import { overtakenBy } from "../../state/overtaken.ts";
import { retryKeys } from "../../state/retry-key.ts";
import { sending } from "../../state/sending.ts";
import type { Component } from "../../state/wire.ts";
import { withComponentIn } from "./arrangement.ts";
import type { Arranging } from "./arranging.ts";
import { bodyOf, draftOf } from "./component-draft.ts";
import { ComponentFields } from "./component-fields.tsx";
import { ComponentServices } from "./component-services.tsx";

export function NewComponentSheet(props: { of: Arranging; onClose(): void }) {
	const [draft, setDraft] = createSignal(draftOf({}, now()));
	const keys = retryKeys();
	const making = sending(
		() => {
			const body = bodyOf(draft());
			// Behind all that are there.
			const position = Math.max(-1, ...props.of.components().map((one) => one.position)) + 1;
			const whole = { ...body, position };
			return api<Component>("POST", "/components", whole, {
				idempotencyKey: keys.keyFor(JSON.stringify(whole)),
			});
		},
		(made) => {
			props.of.changed(made.id, made);
			showToast(`${made.name} is on the status page`);
			props.onClose();
		},
	);
	return (
		<Sheet
			open
			title="New component"
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="new-component" busy={making.busy() && "Saving…"}>
					Add to status page
				</Button>
			}
		>
			<form class="stack wide" id="new-component" onSubmit={(event) => void making.send(event)}>
				<ComponentFields draft={draft()} sending={making} onDraft={setDraft} />
				<Show when={making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

/** One component where it stands: what it says is public when it is saved, where it stands when the page is published. */
export function ComponentSheet(props: { of: Arranging; id: string; onClose(): void }) {
	const path = `/components/${props.id}` as const;
	const value = () => props.of.components().find(({ id }) => id === props.id);
	const [draft, setDraft] = createSignal(draftOf(value() ?? {}, now()));
	const [version, setVersion] = createSignal(value()?.version ?? 0);
	const [asks, setAsks] = createSignal(false);
	const saving = sending(
		() => api<Component>("PATCH", path, bodyOf(draft()), { ifMatch: version() }),
		(next) => {
			props.of.changed(next.id, next);
			showToast(`${next.name} saved`);
			props.onClose();
		},
	);
	const takeTheirs = () => {
		const theirs = overtakenBy<Component>(saving)?.current;
		if (!theirs) return;
		props.of.changed(theirs.id, theirs);
		setDraft(draftOf(theirs, now()));
		setVersion(theirs.version);
		saving.clearError();
	};
	return (
		<>
			<Sheet
				open={!asks()}
				title={value()?.name ?? "Component"}
				onClose={props.onClose}
				acts={
					<Button kind="primary" wide type="submit" form="edit-component" busy={saving.busy() && "Saving…"}>
						Save
					</Button>
				}
			>
				<form class="stack wide" id="edit-component" onSubmit={(event) => void saving.send(event)}>
					<ComponentFields draft={draft()} sending={saving} onDraft={setDraft} />
					<Show
						when={overtakenBy(saving)}
						fallback={<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
					>
						<Notice act="Load theirs" onAct={takeTheirs}>
							{SAVED_FIRST}
						</Notice>
					</Show>
				</form>
				<GroupField of={props.of} id={props.id} />
				<ComponentServices id={props.id} />
				<Button kind="danger" wide onClick={() => setAsks(true)}>
					Delete…
				</Button>
			</Sheet>
			<Confirm
				open={asks()}
				title={`Delete ${value()?.name ?? "this component"}?`}
				act="Delete"
				words={inUseWords}
				onConfirm={() => api("DELETE", path)}
				onClose={(isDone) => {
					if (!isDone) return void setAsks(false);
					props.onClose();
					props.of.changed(props.id, null);
				}}
			>
				It goes from the status page at once, with its history.
			</Confirm>
		</>
	);
}

/** Which group it stands in, for who does not want to move it there line by line. */
function GroupField(props: { of: Arranging; id: string }) {
	const { groups, arrange } = props.of;
	const home = () => groups().find(({ ids }) => ids.includes(props.id));
	return (
		<SelectField
			label="Group"
			hint="Public when you publish the page"
			options={groups().map(({ key, name }) => ({ value: key, name: name ?? "No group" }))}
			value={home()?.key ?? ""}
			onValue={(key) => key !== home()?.key && arrange(withComponentIn(groups(), props.id, key))}
		/>
	);
}
