import { createSignal, For, Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { deviceName } from "../../../push/systems.ts";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { me } from "../../../state/session.ts";
import type { Me } from "../../../state/wire.ts";
import { makePasskey } from "../first-run/ceremony.ts";
import { agentName } from "./agent-name.ts";
import { NewCodes } from "./new-codes.tsx";
import { PasskeySheet, useWords, type WaysIn } from "./passkey-sheet.tsx";

/** The ways in: passkeys, and the codes for the day that all of them are lost. */
export function Passkeys(props: { of: Me }) {
	const [openedId, setOpenedId] = createSignal<string>();
	const opened = () => props.of.passkeys.find(({ id }) => id === openedId());
	const [renewing, setRenewing] = createSignal(false);
	const adding = addingPasskey();
	return (
		<Section title="Sign-in">
			<Rows label="Passkeys">
				<For each={props.of.passkeys}>
					{(passkey) => (
						<Row
							title={agentName(passkey.name)}
							sub={useWords(passkey, now())}
							onPress={() => setOpenedId(passkey.id)}
						/>
					)}
				</For>
				<Row
					title={adding.busy() ? "Waiting for your device…" : "Add a passkey on this device"}
					onPress={() => void adding.add()}
				/>
				<Row
					title="Recovery codes"
					sub={codesWords(props.of.recoveryCodesLeft)}
					trail="Replace…"
					onPress={() => setRenewing(true)}
				/>
			</Rows>
			<Show when={adding.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={opened()} keyed>
				{(passkey) => (
					<PasskeySheet of={passkey} waysIn={waysIn(props.of)} onClose={() => setOpenedId(undefined)} />
				)}
			</Show>
			<Show when={renewing()}>
				<NewCodes left={props.of.recoveryCodesLeft} onClose={() => setRenewing(false)} />
			</Show>
		</Section>
	);
}

function addingPasskey() {
	const [busy, setBusy] = createSignal(false);
	const [error, setError] = createSignal<string>();
	const add = async () => {
		if (busy()) return;
		setBusy(true);
		const name = deviceName(navigator.userAgent, navigator.maxTouchPoints);
		const made = await makePasskey<Me>({
			begin: () => api("POST", "/me/passkeys/options", {}),
			finish: (response) => api("POST", "/me/passkeys", { response, name }),
		});
		setBusy(false);
		setError(made.ok ? undefined : made.words);
		if (!made.ok) return;
		me().set(made.value);
		showToast("Passkey added");
	};
	return { busy, error, add };
}

const codesWords = (left: number): string =>
	left === 1 ? "1 is left" : left === 0 ? "None is left" : `${left} are left`;

const waysIn = ({ passkeys, recoveryCodesLeft }: Me): WaysIn => ({
	passkeys: passkeys.length,
	codes: recoveryCodesLeft,
});
