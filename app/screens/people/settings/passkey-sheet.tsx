import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { Me, Passkey } from "../../../state/wire.ts";
import { ago, dateWords } from "../../../state/words.ts";
import { agentName } from "./agent-name.ts";

/** How many of each this person has. */
export interface WaysIn {
	passkeys: number;
	codes: number;
}

/** "Passkey, used 3 days ago", "Passkey, created just now". */
export function useWords({ createdAt, lastUsedAt }: Passkey, at: number): string {
	return lastUsedAt ? `Passkey, used ${ago(lastUsedAt, at)}` : `Passkey, created ${ago(createdAt, at)}`;
}

/** One passkey: its name, when it was made and used, and its end. */
export function PasskeySheet(props: { of: Passkey; waysIn: WaysIn; onClose(): void }) {
	const [removing, setRemoving] = createSignal(false);
	const { id } = props.of;
	const name = agentName(props.of.name);
	const used = () => (props.of.lastUsedAt ? `last used ${ago(props.of.lastUsedAt, now())}` : "never used");
	return (
		<>
			<Sheet open={!removing()} title={name} onClose={() => !removing() && props.onClose()}>
				<p class="sub">
					Added {dateWords(props.of.createdAt)}, {used()}.
				</p>
				<Rename id={id} name={name} onDone={props.onClose} />
				<Button kind="danger" wide onClick={() => setRemoving(true)}>
					Remove…
				</Button>
			</Sheet>
			<Confirm
				open={removing()}
				title={`Remove ${name}?`}
				act="Remove passkey"
				onConfirm={() => api("DELETE", `/me/passkeys/${id}`)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					showToast("Passkey removed");
					props.onClose();
					void me().reload();
				}}
			>
				{lastWords(props.waysIn)} The device may still offer it, so delete it there too.
			</Confirm>
		</>
	);
}

/** What is left to sign in with. The server refuses to take away the last way in. */
function lastWords({ passkeys, codes }: WaysIn): string {
	if (passkeys > 1) return "You can no longer sign in with it.";
	return codes === 0
		? "This is your only way to sign in. Add another passkey or create recovery codes first."
		: `This is your last passkey. Afterward only your ${codes === 1 ? "last recovery code signs" : `${codes} recovery codes sign`} you in.`;
}

function Rename(props: { id: string; name: string; onDone(): void }) {
	const [name, setName] = createSignal(props.name);
	const saving = sending(
		() => api<Me>("PATCH", `/me/passkeys/${props.id}`, { name: name().trim() }),
		(mine) => {
			showToast(`Renamed to ${name().trim()}`);
			props.onDone();
			me().set(mine);
		},
	);
	return (
		<form class="stack" onSubmit={(event) => void saving.send(event)}>
			<TextField
				label="Name"
				autocomplete="off"
				maxLength={100}
				value={name()}
				error={saving.error()}
				onValue={setName}
			/>
			<Show when={name().trim() !== props.name}>
				<Button type="submit" busy={saving.busy() && "Saving…"}>
					Rename
				</Button>
			</Show>
		</form>
	);
}
