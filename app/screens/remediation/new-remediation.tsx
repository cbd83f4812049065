import { createSignal, Show } from "solid-js";
import { CopyButton } from "../../parts/copy-button.tsx";
import { MadeOnceSheet } from "../../parts/made-once-sheet.tsx";
import { api } from "../../state/api.ts";
import type { Remediation } from "../../state/wire.ts";
import { bodyOf, NEW_DRAFT, RemediationFields } from "./remediation-fields.tsx";

type Made = Remediation & { secret: string | null };

/** Adds a remediation to a service, and shows its secret: this once. */
export function NewRemediationSheet(props: { serviceId: string; onClose(): void; onMade(): void }) {
	const [draft, setDraft] = createSignal(NEW_DRAFT);
	return (
		<MadeOnceSheet
			title="Add a remediation"
			act="Add it"
			busyWords="Adding…"
			make={() => api<Made>("POST", "/remediations", { serviceId: props.serviceId, ...bodyOf(draft()) })}
			onMade={props.onMade}
			onClose={props.onClose}
			fields={(adding) => (
				<RemediationFields
					draft={draft()}
					sending={adding}
					onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
				/>
			)}
		>
			{(one) => (
				<div class="stack">
					<p class="sub">The receiver verifies requests with this secret. It isn’t shown again.</p>
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
