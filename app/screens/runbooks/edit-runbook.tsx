import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { SAVED_FIRST } from "../../../worker/platform/rules/phrases.ts";
import { MAX_STEPS } from "../../../worker/runbooks/rules/runbook.ts";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { TextField } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { later } from "../../parts/later.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Columns, Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import type { Sending } from "../../state/sending.ts";
import type { Runbook } from "../../state/wire.ts";
import { TeamField } from "../people/team-field.tsx";
import { moved, newStep, type RunbookDraft, without } from "./edit-draft.ts";
import type { Editing } from "./editing.ts";
import { MatchFields } from "./match-fields.tsx";
import { runbooksResource } from "./runbooks-state.ts";
import { StepFields } from "./step-fields.tsx";

const PasteSheet = later(() => import("./paste-sheet.tsx"));

const FORM = "runbook";

/** The fields of a runbook. It is saved by the button in the dock. */
export function EditRunbook(props: { of: Editing }) {
	const { draft, change, saving, base } = props.of;
	return (
		<Columns
			main={
				<form id={FORM} class="stack wide" onSubmit={(event) => void saving.send(event)}>
					<TextField
						label="Name"
						maxLength={200}
						value={draft().name}
						error={saving.wrong("/name")}
						onValue={(name) => change({ name })}
					/>
					<Steps draft={draft()} sending={saving} onSteps={(steps) => change({ steps })} />
				</form>
			}
			side={
				<>
					<MatchFields match={draft().match} sending={saving} onMatch={(match) => change({ match })} />
					<TeamField
						teamId={draft().teamId}
						error={saving.wrong("/teamId")}
						onTeam={(teamId) => change({ teamId })}
					/>
					<Remove value={base()} />
				</>
			}
		/>
	);
}

function Steps(props: {
	draft: RunbookDraft;
	sending: Sending;
	onSteps(steps: RunbookDraft["steps"]): void;
}) {
	const [openId, setOpenId] = createSignal<string | null>(null);
	const [isPasting, setPasting] = createSignal(false);
	const steps = () => props.draft.steps;
	const add = () => {
		const step = newStep();
		props.onSteps([...steps(), step]);
		setOpenId(step.id);
	};
	return (
		<Section title="Steps">
			<For each={steps().map(({ id }) => id)}>
				{(id, at) => (
					<Show when={steps().find((step) => step.id === id)}>
						{(step) => (
							<StepFields
								step={step()}
								place={at()}
								steps={steps()}
								sending={props.sending}
								isOpen={openId() === id}
								onOpen={() => setOpenId(openId() === id ? null : id)}
								onStep={(next) => props.onSteps(steps().map((one) => (one.id === id ? next : one)))}
								onMove={(by) => props.onSteps(moved(steps(), at(), by))}
								onRemove={() => props.onSteps(without(steps(), id))}
							/>
						)}
					</Show>
				)}
			</For>
			<Show when={props.sending.wrong("/steps")}>{(words) => <Notice>{words()}.</Notice>}</Show>
			<Button wide disabled={steps().length >= MAX_STEPS} onClick={add}>
				<Icon name="plus" size={18} />
				Add a step
			</Button>
			<Button kind="quiet" wide disabled={steps().length >= MAX_STEPS} onClick={() => setPasting(true)}>
				Paste steps
			</Button>
			<Show when={isPasting()}>
				<PasteSheet
					have={steps().length}
					onSteps={(more) => props.onSteps([...steps(), ...more])}
					onClose={() => setPasting(false)}
				/>
			</Show>
		</Section>
	);
}

/** In the dock: what is typed is saved, or why it was not. */
export function SaveRunbook(props: { of: Editing }) {
	const { saving, isSame, loadTheirs } = props.of;
	const isStale = () => {
		const why = saving.failure();
		return why !== null && !why.offline && why.problem.slug === "precondition-failed";
	};
	return (
		<>
			<Show
				when={isStale()}
				fallback={<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
			>
				<Notice act="Load theirs" onAct={() => void loadTheirs()}>
					{SAVED_FIRST}
				</Notice>
			</Show>
			<p class="dim">Open incidents keep the version that they began with.</p>
			<Button
				kind="primary"
				wide
				type="submit"
				form={FORM}
				disabled={isSame()}
				busy={saving.busy() && "Saving…"}
			>
				Save
			</Button>
		</>
	);
}

function Remove(props: { value: Runbook }) {
	const navigate = useNavigate();
	const list = runbooksResource();
	const [removing, setRemoving] = createSignal(false);
	return (
		<>
			<Button kind="danger" wide onClick={() => setRemoving(true)}>
				Delete runbook…
			</Button>
			<Confirm
				open={removing()}
				title={`Delete ${props.value.name}?`}
				act="Delete runbook"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/runbooks/${props.value.id}`)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					void list.reload();
					showToast(`${props.value.name} deleted`);
					navigate("/runbooks", { replace: true });
				}}
			>
				New incidents no longer get it. Incidents that have it keep their copy.
			</Confirm>
		</>
	);
}
