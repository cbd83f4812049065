import { createSignal, Show } from "solid-js";
import { CopyButton } from "../../parts/copy-button.tsx";
import { MadeOnceSheet } from "../../parts/made-once-sheet.tsx";
import { api } from "../../state/api.ts";
import { sending } from "../../state/sending.ts";
import type { Remediation } from "../../state/wire.ts";
import { bodyOf, NEW_DRAFT, RemediationFields } from "./remediation-fields.tsx";

type Made = Remediation & { secret: string | null };

/** Adds a remediation to a service, and shows its secret: this once. */
export function NewRemediationSheet(props: { serviceId: string; onClose(): void; onMade(): void }) {
	const [draft, setDraft] = createSignal(NEW_DRAFT);
	const [made, setMade] = createSignal<Made>();
	const adding = sending(
		() => api<Made>("POST", "/remediations", { serviceId: props.serviceId, ...bodyOf(draft()) }),
		(remediation) => {
			setMade(remediation);
			props.onMade();
		},
	);
	return (
		<MadeOnceSheet
			title="Add a remediation"
			act="Add it"
			busyWords="Adding …"
			making={adding}
			made={made()}
			madeTitle="Keep this now"
			doneAct="I have kept it"
			onClose={props.onClose}
			fields={
				<RemediationFields
					draft={draft()}
					sending={adding}
					onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
				/>
			}
		>
			{(one) => (
				<div class="stack">
					<p class="sub">The receiver verifies requests with this secret. It is not shown again.</p>
					<Show when={one().secret}>
						{(secret) => (
							<>
								<code class="secret">{secret()}</code>
								<CopyButton text={secret()} what="secret" wide />
							</>
						)}
					</Show>
				</div>
			)}
		</MadeOnceSheet>
	);
}
