import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import { mayChangeOf } from "../../state/may.ts";
import { sending } from "../../state/sending.ts";
import type { Remediation } from "../../state/wire.ts";
import { bodyOf, draftOf, isComplete, RemediationFields } from "./remediation-fields.tsx";
import { modeWords } from "./remediation-words.ts";

interface SheetProps {
	of: Remediation;
	onClose(): void;
	onChanged(): void;
}

/** One remediation: its settings, a dry run, and taking it away. */
export function RemediationSheet(props: SheetProps) {
	const [removing, setRemoving] = createSignal(false);
	const path = `/remediations/${props.of.id}` as const;
	const settled = (words: string) => {
		props.onChanged();
		props.onClose();
		showToast(words);
	};
	return (
		<>
			<Sheet open={!removing()} title={props.of.name} onClose={() => !removing() && props.onClose()}>
				<Show when={mayChangeOf(props.of.serviceId)} fallback={<p class="sub">{modeWords(props.of)}</p>}>
					<DryRun of={props.of} />
					<EditForm of={props.of} onSaved={() => settled("Saved")} />
					<Button kind="danger" wide onClick={() => setRemoving(true)}>
						Delete the remediation…
					</Button>
				</Show>
			</Sheet>
			<Confirm
				open={removing()}
				title={`Delete ${props.of.name}?`}
				act="Delete the remediation"
				onConfirm={() => api("DELETE", path)}
				onClose={(done) => {
					setRemoving(false);
					if (done) settled(`${props.of.name} is gone`);
				}}
			>
				A run that is going sends no further request. Timelines keep its earlier runs.
			</Confirm>
		</>
	);
}

interface Tried {
	result: "done" | "failed" | "retry";
	status: number | null;
	message: string | null;
	tookMs: number;
}

/** Sends a signed request that is marked as a dry run, and shows what came back. */
function DryRun(props: { of: Remediation }) {
	const [tried, setTried] = createSignal<Tried>();
	const trying = sending(() => {
		setTried(undefined);
		return api<Tried>("POST", `/remediations/${props.of.id}/dry-run`, {}, { patienceMs: 130_000 });
	}, setTried);
	const words = ({ result, status, message, tookMs }: Tried) => {
		const what = result === "done" ? "The receiver took it" : "The receiver didn’t take it";
		const details = [status !== null && `HTTP ${status}`, `${tookMs} ms`, message];
		return `${what}: ${details.filter(Boolean).join(", ")}`;
	};
	return (
		<div class="stack">
			<Button wide busy={trying.busy() && "Asking the receiver…"} onClick={() => void trying.send()}>
				Dry run
			</Button>
			<div role="status">
				<Show when={tried()}>{(it) => <Notice plain={it().result === "done"}>{words(it())}</Notice>}</Show>
			</div>
			<Show when={trying.error()}>{(why) => <Notice>{why()}</Notice>}</Show>
		</div>
	);
}

function EditForm(props: { of: Remediation; onSaved(): void }) {
	const [draft, setDraft] = createSignal(draftOf(props.of));
	const isSame = () => JSON.stringify(draft()) === JSON.stringify(draftOf(props.of));
	const saving = sending(
		() =>
			api<Remediation>("PATCH", `/remediations/${props.of.id}`, bodyOf(draft()), {
				ifMatch: props.of.version,
			}),
		() => props.onSaved(),
	);
	return (
		<form class="stack wide" onSubmit={(event) => void saving.send(event)}>
			<RemediationFields
				draft={draft()}
				sending={saving}
				onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
			/>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button
				kind="brass"
				wide
				type="submit"
				disabled={isSame() || !isComplete(draft())}
				busy={saving.busy() && "Saving…"}
			>
				Save
			</Button>
		</form>
	);
}
