import { useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { focusSoon } from "../../../parts/focus-soon.ts";
import { Mark } from "../../../parts/mark.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { signedIn } from "../../../state/session.ts";
import { usePasskey } from "./ceremony.ts";
import { placeInside } from "./place-inside.ts";
import { ProviderButton } from "./provider-button.tsx";
import "./first-run.css";

/** A passkey, or what was kept for the day that it is lost. */
export default function LoginScreen() {
	const navigate = useNavigate();
	const [search] = useSearchParams<{ then?: string }>();
	const [busy, setBusy] = createSignal(false);
	const [error, setError] = createSignal<string>();
	const [byCode, setByCode] = createSignal(false);
	const enter = async () => {
		await signedIn();
		navigate(placeInside(search.then), { replace: true });
	};
	const signIn = async () => {
		setBusy(true);
		setError(undefined);
		const done = await usePasskey();
		if (done.ok) await enter();
		else setError(done.words);
		setBusy(false);
	};
	return (
		<Screen
			title="Sign in"
			dock={
				<Show when={!byCode()}>
					<Button
						kind="primary"
						wide
						busy={busy() && "Waiting for your passkey…"}
						onClick={() => void signIn()}
					>
						Sign in with a passkey
					</Button>
				</Show>
			}
		>
			<div class="welcome">
				<Mark size={44} />
				<p class="big">Sign in to Tocsin</p>
				<p class="sub">Use your fingerprint, face, or PIN.</p>
			</div>
			<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={byCode()} fallback={<OtherWays place={search.then} onCode={() => setByCode(true)} />}>
				<Recovery onIn={enter} onBack={() => setByCode(false)} />
			</Show>
		</Screen>
	);
}

function OtherWays(props: { place: string | undefined; onCode(): void }) {
	return (
		<div class="stack">
			<LinkButton href="/pair" wide>
				Use a pairing code
			</LinkButton>
			<Button wide onClick={() => props.onCode()}>
				Use a recovery code
			</Button>
			<ProviderButton place={props.place} />
		</div>
	);
}

function Recovery(props: { onIn(): Promise<void>; onBack(): void }) {
	const [code, setCode] = createSignal("");
	const signing = sending(
		() => api("POST", "/session/recovery", { code: code().trim() }),
		() => props.onIn(),
	);
	return (
		<form class="stack" onSubmit={(event) => void signing.send(event)}>
			<TextField
				label="Recovery code"
				hint="One of the ten that you kept. Each works once."
				autocomplete="off"
				autocapitalize="none"
				spellcheck={false}
				ref={focusSoon}
				maxLength={40}
				value={code()}
				error={signing.error()}
				onValue={setCode}
			/>
			<Button
				kind="brass"
				wide
				type="submit"
				disabled={code().trim() === ""}
				busy={signing.busy() && "Sign-in…"}
			>
				Sign in
			</Button>
			<Button kind="quiet" wide onClick={() => props.onBack()}>
				Use a passkey
			</Button>
		</form>
	);
}
