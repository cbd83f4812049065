import { createSignal, Show } from "solid-js";
import { CopyButton } from "../../parts/copy-button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { MadeOnceSheet } from "../../parts/made-once-sheet.tsx";
import { api } from "../../state/api.ts";
import { type Integration, KINDS, type Kind, setUpWords, USUAL_KIND } from "./integration-kinds.ts";

type Made = Integration & { key: string | null };

/** Makes a way in for another tool, and shows its key: this once. */
export function NewIntegrationSheet(props: { path: `/${string}`; onClose(): void; onMade(): void }) {
	const [kind, setKind] = createSignal<Kind>(USUAL_KIND);
	const [name, setName] = createSignal("");
	const body = () => ({ kind: kind(), ...(name().trim() && { name: name().trim() }) });
	return (
		<MadeOnceSheet
			title="Add an integration"
			act="Create key"
			busyWords="Adding…"
			make={() => api<Made>("POST", props.path, body())}
			onMade={props.onMade}
			onClose={props.onClose}
			fields={() => (
				<>
					<SelectField label="Alert source" options={KINDS} value={kind()} onValue={setKind} />
					<SetUp kind={kind()} />
					<TextField
						label="Name"
						hint="Helps you recognize it in the list"
						maxLength={200}
						value={name()}
						onValue={setName}
					/>
				</>
			)}
		>
			{(one) => <Secrets of={one()} />}
		</MadeOnceSheet>
	);
}

function Secrets(props: { of: Made }) {
	return (
		<div class="stack">
			<p class="sub">You won’t see this key again. Anyone who has it can send alerts to this service.</p>
			<p class="stack close">
				<span class="dim">Endpoint URL</span>
				<code class="secret">{props.of.url}</code>
			</p>
			<CopyButton text={props.of.url} what="address" wide />
			<Show when={props.of.key}>
				{(key) => (
					<>
						<p class="stack close">
							<span class="dim">Key</span>
							<code class="secret">{key()}</code>
						</p>
						<CopyButton text={key()} what="key" wide />
					</>
				)}
			</Show>
			<SetUp kind={props.of.kind} withTemplate />
		</div>
	);
}

/** What to do in the other tool. What is to be pasted there comes with the key. */
export function SetUp(props: { kind: string; withTemplate?: boolean }) {
	return (
		<Show when={setUpWords(props.kind)}>
			{(words) => (
				<>
					<p class="sub">{words().howTo}</p>
					<Show when={props.withTemplate && words().template}>
						{(template) => (
							<>
								<p class="stack close">
									<span class="dim">Payload</span>
									<code class="secret">{template()}</code>
								</p>
								<CopyButton text={template()} what="payload" wide />
							</>
						)}
					</Show>
				</>
			)}
		</Show>
	);
}
