import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { say } from "../../parts/toast.tsx";
import { deviceName } from "../../push/systems.ts";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { sending } from "../../state/sending.ts";
import { me } from "../../state/session.ts";
import type { Me, Passkey } from "../../state/wire.ts";
import { ago } from "../../state/words.ts";
import { makePasskey } from "../first-run/ceremony.ts";
import { RecoveryCodes } from "../first-run/recovery-codes.tsx";
import { agentName } from "./agent-name.ts";
import { Confirm } from "./confirm.tsx";

/** The ways in: passkeys, and the codes for the day that all of them are lost. */
export function Passkeys(props: { of: Me }) {
	const [busy, setBusy] = createSignal(false);
	const [trouble, setTrouble] = createSignal<string>();
	const [removing, setRemoving] = createSignal<Passkey>();
	const [renewing, setRenewing] = createSignal(false);
	const add = async () => {
		if (busy()) return;
		setBusy(true);
		const name = deviceName(navigator.userAgent, navigator.maxTouchPoints);
		const made = await makePasskey<Me>({
			begin: () => api("POST", "/me/passkeys/options", {}),
			finish: (response) => api("POST", "/me/passkeys", { response, name }),
		});
		setBusy(false);
		setTrouble(made.ok ? undefined : made.words);
		if (!made.ok) return;
		me().set(made.value);
		say("Passkey added");
	};
	return (
		<Section title="Signing in">
			<Rows label="Passkeys">
				<For each={props.of.passkeys}>
					{(passkey) => (
						<Row
							title={agentName(passkey.name)}
							sub={
								passkey.lastUsedAt
									? `Passkey, used ${ago(passkey.lastUsedAt, now())}`
									: `Passkey, made ${ago(passkey.createdAt, now())}`
							}
							trail="Remove …"
							onPress={() => setRemoving(passkey)}
						/>
					)}
				</For>
				<Row
					title={busy() ? "Waiting for your device …" : "Add a passkey on this device"}
					onPress={() => void add()}
				/>
				<Row
					title="Recovery codes"
					sub={codesWords(props.of.recoveryCodesLeft)}
					trail="Make new ones …"
					onPress={() => setRenewing(true)}
				/>
			</Rows>
			<Show when={trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Confirm
				open={removing() !== undefined}
				title="Remove this passkey?"
				act="Remove the passkey"
				onConfirm={() => api("DELETE", `/me/passkeys/${removing()?.id}`)}
				onClose={(done) => {
					setRemoving(undefined);
					if (!done) return;
					void me().reload();
					say("Passkey removed");
				}}
			>
				{agentName(removing()?.name ?? "")} can no longer sign you in. The device may still offer it: delete
				it there too.
			</Confirm>
			<Show when={renewing()}>
				<NewCodes left={props.of.recoveryCodesLeft} onClose={() => setRenewing(false)} />
			</Show>
		</Section>
	);
}

const codesWords = (left: number): string =>
	left === 1 ? "1 is left" : left === 0 ? "None is left" : `${left} are left`;

function NewCodes(props: { left: number; onClose(): void }) {
	const [codes, setCodes] = createSignal<string[]>();
	const making = sending(
		() => api<{ recoveryCodes: string[] }>("POST", "/me/recovery-codes", {}),
		(made) => {
			setCodes(made.recoveryCodes);
			void me().reload();
		},
	);
	return (
		<Sheet
			open
			title={codes() ? "Keep these codes" : "Make new recovery codes?"}
			onClose={props.onClose}
			acts={
				<Show
					when={codes()}
					fallback={
						<>
							<Button
								kind="danger"
								wide
								busy={making.busy() && "Making them …"}
								onClick={() => void making.send()}
							>
								Make new codes
							</Button>
							<Button kind="quiet" wide onClick={() => props.onClose()}>
								Cancel
							</Button>
						</>
					}
				>
					<Button kind="primary" wide onClick={() => props.onClose()}>
						I have kept them
					</Button>
				</Show>
			}
		>
			<Show
				when={codes()}
				fallback={
					<p class="sub">
						{props.left > 0 ? "The old ones stop working at once." : "There are none at the moment."} Each
						code signs you in once.
					</p>
				}
			>
				{(made) => <RecoveryCodes codes={made()} />}
			</Show>
			<Show when={making.trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}
