import { Show } from "solid-js";
import { CopyButton } from "../../parts/copy-button.tsx";
import { MadeOnceSheet } from "../../parts/made-once-sheet.tsx";
import { api } from "../../state/api.ts";
import type { Resource } from "../../state/resource.ts";
import type { Monitor } from "../../state/wire.ts";
import { curlLine } from "./heartbeat-words.ts";

export type KeyedMonitor = Monitor & { key?: string | null };

/** The address of a new key, and the line that a job ends with: this once. */
export function HeartbeatKey(props: { of: KeyedMonitor }) {
	return (
		<Show
			when={props.of.key && props.of.url}
			fallback={<p class="sub">The key was shown once. If it is lost, create a new one.</p>}
		>
			{(url) => (
				<div class="stack">
					<p class="sub">
						You won’t see this address again. Call it when the job has succeeded. Add /start before a run to
						measure it, and /fail when it fails.
					</p>
					<code class="secret">{curlLine(url())}</code>
					<CopyButton text={curlLine(url())} what="command" wide />
					<CopyButton text={url()} what="address" wide />
				</div>
			)}
		</Show>
	);
}

/** Another key in the place of this one, which ends at once. */
export function NewKeySheet(props: { of: Resource<Monitor>; value: Monitor; onClose(): void }) {
	return (
		<MadeOnceSheet
			title="New key"
			act="Create key"
			busyWords="Creating…"
			madeTitle="Save this address now"
			make={() => api<KeyedMonitor>("POST", `/monitors/${props.value.id}/key`)}
			onMade={() => void props.of.reload()}
			onClose={props.onClose}
			fields={() => <p class="sub">The key in use now stops working at once.</p>}
		>
			{(made) => <HeartbeatKey of={made()} />}
		</MadeOnceSheet>
	);
}
