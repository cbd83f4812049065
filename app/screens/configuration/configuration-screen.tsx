import { createSignal, Show } from "solid-js";
import { Button, classes } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Switch, TextArea } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { AdminsOnly } from "../../shell/admins-only.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { sending } from "../../state/sending.ts";
import { applied, planned } from "./apply-file.ts";
import { ImportPart } from "./import-part.tsx";
import { PlanPart } from "./plan-part.tsx";
import { deletes, hasWork, type Plan } from "./plan-words.ts";

/** All that people configure as one file: taken out, and put back after a look at what would change. */
export default function ConfigurationScreen() {
	return (
		<AdminsOnly title="Configuration" what="the configuration as a file">
			<Screen title="Configuration">
				<Section title="Export">
					<p class="sub">
						People, schedules, policies, services, monitors, runbooks, and settings as one YAML file, without
						keys, signing secrets, or contact methods. What monitors send is in it.
					</p>
					<a class={classes({ wide: true })} href="/api/v1/export" download="tocsin.yaml" rel="external">
						Download file
					</a>
				</Section>
				<ApplyFile />
			</Screen>
		</AdminsOnly>
	);
}

function ApplyFile() {
	const [file, setFile] = createSignal("");
	const [prune, setPrune] = createSignal(false);
	const [plan, setPlan] = createSignal<Plan>();
	const [asks, setAsks] = createSignal(false);
	const planning = sending(() => planned(file(), prune()), setPlan);
	/** A plan is of the file that it was made of. */
	const change = (set: () => void) => {
		set();
		setPlan(undefined);
		planning.clearError();
	};
	const choose = async (chosen: File | undefined) => {
		const text = await chosen?.text();
		if (text !== undefined) change(() => setFile(text));
	};
	const canApply = () => {
		const made = plan();
		return made?.state === "planned" && hasWork(made);
	};
	return (
		<>
			<ImportPart onFile={(made) => change(() => setFile(made))} />
			<Section title="Apply a file">
				<form class="stack" onSubmit={(event) => void planning.send(event)}>
					<div class="field">
						<label for="configuration-file">File</label>
						<input
							id="configuration-file"
							class="input"
							type="file"
							accept=".yaml,.yml,.json"
							onChange={(event) => void choose(event.currentTarget.files?.[0])}
						/>
					</div>
					<TextArea
						label="Or paste it here"
						rows={8}
						spellcheck={false}
						autocapitalize="off"
						value={file()}
						onValue={(text) => change(() => setFile(text))}
					/>
					<Switch
						label="Delete what the file doesn’t have"
						hint="Only in sections that the file has. Off: nothing is deleted."
						checked={prune()}
						onValue={(on) => change(() => setPrune(on))}
					/>
					<Show when={planning.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
					<Button type="submit" wide disabled={file().trim() === ""} busy={planning.busy() && "Checking…"}>
						Show plan
					</Button>
				</form>
				<Show when={plan()}>{(made) => <PlanPart of={made()} />}</Show>
				<Show when={canApply()}>
					<Button kind="brass" wide onClick={() => setAsks(true)}>
						Apply
					</Button>
				</Show>
				<Confirm
					open={asks()}
					title="Apply this file?"
					act="Apply"
					onConfirm={() => applied(file(), prune(), setPlan)}
					onClose={(done) => {
						setAsks(false);
						if (done) showToast("Applied");
					}}
				>
					<Question of={plan()} />
				</Confirm>
			</Section>
		</>
	);
}

/** What goes, by name: that is what cannot be taken back. */
function Question(props: { of: Plan | undefined }) {
	const gone = () => (props.of ? deletes(props.of).map(({ name }) => name) : []);
	return (
		<Show when={gone().length > 0} fallback="Nothing is deleted. Open incidents hear of changes at once.">
			This deletes {gone().join(", ")}. What is deleted can’t be restored.
		</Show>
	);
}
