import { createSignal, Show } from "solid-js";
import { MadeOnceSheet } from "../../../parts/made-once-sheet.tsx";
import { Secret } from "../../../parts/secret.tsx";
import { api } from "../../../state/api.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import { bodyOf, type Draft, WebhookFields } from "./webhook-fields.tsx";
import type { Webhook, WithSecret } from "./wire.ts";

/** A new webhook; its secret is shown this once. */
export function NewWebhookSheet(props: { onMade(): void; onClose(): void }) {
	const [draft, setDraft] = createSignal<Draft>({
		name: "",
		url: "",
		events: ["*"],
		format: "tocsin",
		key: "",
	});
	const keys = retryKeys();
	const make = () => {
		const body = { ...bodyOf(draft()), format: draft().format };
		return api<WithSecret>("POST", "/webhooks", body, { idempotencyKey: keys.keyFor(JSON.stringify(body)) });
	};
	return (
		<MadeOnceSheet
			title="Add a webhook"
			act="Add webhook"
			busyWords="Adding…"
			make={make}
			onMade={props.onMade}
			onClose={props.onClose}
			fields={(adding) => (
				<WebhookFields
					isNew
					draft={draft()}
					sending={adding}
					onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
				/>
			)}
		>
			{(made) => (
				<Show
					when={made().secret}
					fallback={<p class="sub">Send a test: it tries the key and calls no one.</p>}
				>
					{(secret) => (
						<Secret of={secret()}>
							The receiver verifies requests with this secret, as Standard Webhooks says. It is not shown
							again.
						</Secret>
					)}
				</Show>
			)}
		</MadeOnceSheet>
	);
}

/** A new secret for one that is there. */
export function NewSecretSheet(props: { of: Webhook; onMade(made: Webhook): void; onClose(): void }) {
	return (
		<MadeOnceSheet
			title="Make a new secret?"
			act="Make a new secret"
			busyWords="Creating…"
			make={() => api<WithSecret>("POST", `/webhooks/${props.of.id}/secret`)}
			onMade={(made) => {
				const { secret: _secret, ...webhook } = made;
				props.onMade(webhook);
			}}
			onClose={props.onClose}
			fields={() => (
				<p class="sub">
					For a day, requests are signed with the old secret and the new one. Then the old one expires.
				</p>
			)}
		>
			{(made) => (
				<Secret of={made().secret}>Give this to the receiver within a day. It is not shown again.</Secret>
			)}
		</MadeOnceSheet>
	);
}
