import { createSignal, Show } from "solid-js";
import { Button, classes } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Switch, TextArea } from "../../parts/field.tsx";
import { focusIfLost } from "../../parts/focus-soon.ts";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { AdminsOnly } from "../../shell/admins-only.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import type { Result } from "../../state/api.ts";
import { type Sending, sending } from "../../state/sending.ts";
import { applied, planned } from "./apply-file.ts";
import { ImportPart } from "./import-part.tsx";
import { PlanPart } from "./plan-part.tsx";
import { deletes, isReady, type Plan } from "./plan-words.ts";

/** All that people configure as one file: taken out, and put back after a look at what would change. */
export default function ConfigurationScreen() {
	return (
		<AdminsOnly title="Configuration" what="the configuration as a file">
			<Screen title="Configuration">
				<Section title="Export">
					<p class="sub">
						People, schedules, policies, services, monitors, runbooks, and settings as one YAML file, without
						keys, signing secrets, or contact methods. The headers that monitors send are in it.
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
	let outcome: HTMLDivElement | undefined;
	/** A plan is of the file that it was made of: what was typed meanwhile makes it void. */
	const isOf = (text: string, prunes: boolean) => text === file() && prunes === prune();
	const planning = sending(
		async () => {
			const [text, prunes] = [file(), prune()];
			const answer = await planned(text, prunes);
			if (answer.ok && isOf(text, prunes)) setPlan(answer.value);
			return answer;
		},
		() => {},
	);
	const change = (set: () => void) => {
		set();
		setPlan(undefined);
		planning.clearError();
	};
	return (
		<>
			<ImportPart onFile={(made) => change(() => setFile(made))} />
			<Section title="Apply a file">
				<FileForm
					file={file()}
					prune={prune()}
					planning={planning}
					onFile={(text) => change(() => setFile(text))}
					onPrune={(on) => change(() => setPrune(on))}
				/>
				<Show when={plan()}>
					{(made) => (
						<div tabindex={-1} ref={outcome}>
							<PlanPart of={made()} />
						</div>
					)}
				</Show>
				<Show when={isReady(plan())}>
					<Button kind="brass" wide onClick={() => setAsks(true)}>
						Apply
					</Button>
				</Show>
				<AskApply
					open={asks()}
					of={plan()}
					onConfirm={() => applied(file(), prune(), setPlan)}
					onClose={(done) => {
						setAsks(false);
						// The button that asked is gone.
						if (done && outcome) focusIfLost(outcome);
					}}
				/>
			</Section>
		</>
	);
}

/** The file, chosen or pasted, and whether what it does not have goes. */
function FileForm(props: {
	file: string;
	prune: boolean;
	planning: Sending;
	onFile(file: string): void;
	onPrune(on: boolean): void;
}) {
	const choose = async (chosen: File | undefined) => {
		const text = await chosen?.text();
		if (text !== undefined) props.onFile(text);
	};
	return (
		<form class="stack" onSubmit={(event) => void props.planning.send(event)}>
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
				value={props.file}
				onValue={props.onFile}
			/>
			<Switch
				label="Delete what the file doesn’t have"
				hint="Only in sections that the file has. Off: nothing is deleted."
				checked={props.prune}
				onValue={props.onPrune}
			/>
			<Show when={props.planning.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button
				type="submit"
				wide
				disabled={props.file.trim() === ""}
				busy={props.planning.busy() && "Checking…"}
			>
				Show plan
			</Button>
		</form>
	);
}

/** What goes is told by name: that is what cannot be taken back. */
function AskApply(props: {
	open: boolean;
	of: Plan | undefined;
	onConfirm(): Promise<Result<Plan>>;
	onClose(done: boolean): void;
}) {
	const gone = () => (props.of ? deletes(props.of).map(({ name }) => name) : []);
	return (
		<Confirm
			open={props.open}
			title="Apply this file?"
			act="Apply"
			onConfirm={props.onConfirm}
			onClose={(done) => {
				if (done) showToast("Applied");
				props.onClose(done);
			}}
		>
			<Show when={gone().length > 0} fallback="Nothing is deleted. Open incidents hear of changes at once.">
				This deletes {gone().join(", ")}. What is deleted can’t be restored.
			</Show>
		</Confirm>
	);
}
