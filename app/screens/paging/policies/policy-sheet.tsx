import { createSignal, Index, Show } from "solid-js";
import { SAVED_FIRST } from "../../../../worker/platform/rules/phrases.ts";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { policiesResource } from "../../../state/lists.ts";
import { overtakenBy } from "../../../state/overtaken.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { Policy } from "../../../state/wire.ts";
import { moved } from "../../oncall/schedule/draft.ts";
import { TeamField } from "../../people/team-field.tsx";
import { LevelFields } from "./level-fields.tsx";
import { savePolicy } from "./policies-state.ts";
import { draftOf, isWhole, type LevelDraft, newLevel, newPolicy, type PolicyDraft } from "./policy-draft.ts";
import { PolicyPreviewPart } from "./policy-preview.tsx";
import { repeatWords } from "./policy-words.ts";
import { openTargetBook } from "./target-book.ts";

const FORM = "policy";
const MOST_LEVELS = 50;
const REPEATS = Array.from({ length: 10 }, (_, n) => ({ value: String(n), name: repeatWords(n) }));

interface PolicySheetProps {
	/** Null: a new one. */
	saved: Policy | null;
	onClose(): void;
	onSaved(policy: Policy): void;
}

/** Whom to page in what order, with what it comes to below. */
export function PolicySheet(props: PolicySheetProps) {
	const book = openTargetBook();
	const { draft, change, changeLevel, saving, overtaken, takeTheirs } = editing(props);
	const levels = () => draft().levels;
	return (
		<Sheet
			open
			title={props.saved ? `Edit ${props.saved.name}` : "Add an escalation policy"}
			onClose={props.onClose}
			acts={
				<Button
					kind="primary"
					wide
					type="submit"
					form={FORM}
					disabled={!isWhole(levels())}
					busy={saving.busy() && "Saving…"}
				>
					{props.saved ? "Save" : "Add policy"}
				</Button>
			}
		>
			<form class="stack wide" id={FORM} onSubmit={(event) => void saving.send(event)}>
				<TextField
					label="Name"
					required
					maxLength={200}
					autocomplete="off"
					value={draft().name}
					error={saving.wrong("/name")}
					onValue={(name) => change({ name })}
				/>
				<Index each={levels()}>
					{(level, place) => (
						<LevelFields
							level={level()}
							place={place}
							count={levels().length}
							book={book()}
							wrong={(pointer) => saving.wrong(`/levels/${place}${pointer}`)}
							onLevel={(next) => changeLevel(place, next)}
							onMove={(by) => change({ levels: moved(levels(), place, by) })}
							onRemove={() => change({ levels: levels().filter((_, n) => n !== place) })}
						/>
					)}
				</Index>
				<Button
					disabled={levels().length >= MOST_LEVELS}
					onClick={() => change({ levels: [...levels(), newLevel()] })}
				>
					<Icon name="plus" size={18} />
					Add a level
				</Button>
				<SelectField
					label="After the last level"
					hint="Then the last level is paged every 10 min until someone acknowledges."
					options={REPEATS}
					value={String(draft().repeat)}
					error={saving.wrong("/repeat")}
					onValue={(repeat) => change({ repeat: Number(repeat) })}
				/>
				<TeamField
					teamId={draft().teamId}
					error={saving.wrong("/teamId")}
					onTeam={(teamId) => change({ teamId })}
				/>
				<PolicyPreviewPart draft={draft()} policyId={props.saved?.id ?? null} />
				<Show
					when={overtaken()}
					fallback={<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
				>
					<Notice act="Load theirs" onAct={takeTheirs}>
						{SAVED_FIRST}
					</Notice>
				</Show>
				<Show when={props.saved}>
					<p class="dim">Incidents that are being paged keep the policy that they began with.</p>
				</Show>
			</form>
		</Sheet>
	);
}

function editing(props: PolicySheetProps) {
	const [saved, setSaved] = createSignal(props.saved);
	const [draft, setDraft] = createSignal<PolicyDraft>(
		props.saved ? draftOf(props.saved) : newPolicy(me().value?.user.id),
	);
	const change = (next: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...next }));
	const changeLevel = (place: number, next: Partial<LevelDraft>) =>
		setDraft((before) => ({
			...before,
			levels: before.levels.map((level, n) => (n === place ? { ...level, ...next } : level)),
		}));
	const saving = sending(
		() => savePolicy(draft(), saved()),
		(policy) => {
			void policiesResource().reload();
			showToast(props.saved ? "Saved" : `${policy.name} added`);
			props.onSaved(policy);
		},
	);
	const overtaken = () => overtakenBy<Policy>(saving);
	const takeTheirs = () => {
		const current = overtaken()?.current;
		if (current) {
			setSaved(current);
			setDraft(draftOf(current));
		}
		saving.clearError();
	};
	return { draft, change, changeLevel, saving, overtaken, takeTheirs };
}
