import { Navigate } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { focusSoon } from "../../../parts/focus-soon.ts";
import { Mark } from "../../../parts/mark.tsx";
import { Empty, Loaded, Notice } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { sessionState } from "../../../state/session.ts";
import { firstPasskey } from "./first-passkey.ts";
import { hashSecret } from "./hash-secret.ts";
import { KeepCodes } from "./keep-codes.tsx";

/** `/setup#t=…`: the first person comes in. Without a secret, whoever is in goes on with the steps. */
export default function SetupScreen() {
	const token = hashSecret("t");
	const [codes, setCodes] = createSignal<string[]>();
	return (
		<Switch fallback={<NewInstance token={token} onMade={setCodes} />}>
			<Match when={codes()}>{(made) => <KeepCodes codes={made()} then="/setup/monitor" />}</Match>
			<Match when={sessionState() === "in" && !token}>
				<Navigate href="/setup/next" />
			</Match>
		</Switch>
	);
}

function NewInstance(props: { token: string | null; onMade(codes: string[]): void }) {
	const state = cached<{ open: boolean }>("/setup", () => api("GET", "/setup"));
	return (
		<Switch
			fallback={
				<Screen title="Set up">
					<Loaded of={state} what="setup status">
						{() => null}
					</Loaded>
				</Screen>
			}
		>
			<Match when={state.value?.open === false}>
				<Closed />
			</Match>
			<Match when={!props.token}>
				<NoLink />
			</Match>
			<Match when={state.value && props.token}>
				{(token) => <Person token={token()} onMade={props.onMade} />}
			</Match>
		</Switch>
	);
}

function Closed() {
	return (
		<Screen title="Set up">
			<Empty
				title="Tocsin is already set up"
				act={
					<LinkButton kind="brass" href="/login">
						Sign in
					</LinkButton>
				}
			>
				The setup link works once. To join, ask an admin to invite you.
			</Empty>
		</Screen>
	);
}

function NoLink() {
	return (
		<Screen title="Set up">
			<Empty title="Open the full setup link">
				It was printed where Tocsin was started and ends in #t= and a secret. Only someone with this link can
				become the first admin.
			</Empty>
		</Screen>
	);
}

function Person(props: { token: string; onMade(codes: string[]): void }) {
	const [name, setName] = createSignal("");
	const [missing, setMissing] = createSignal<string>();
	const { token } = props;
	const passkey = firstPasskey(
		() => ({
			begin: () => api("POST", "/setup/options", { token, name: name().trim(), timeZone: timeZone() }),
			finish: (response) => api("POST", "/setup/passkey", { token, response }),
		}),
		props.onMade,
	);
	const make = (event: Event) => {
		event.preventDefault();
		setMissing(name().trim() === "" ? "Enter your name" : undefined);
		if (!missing()) void passkey.make();
	};
	return (
		<Screen
			title="Welcome"
			dock={
				<Button kind="primary" wide type="submit" form="person" busy={passkey.busy() && "Creating…"}>
					Create a passkey
				</Button>
			}
		>
			<form class="stack wide" id="person" onSubmit={make}>
				<Welcome />
				<TextField
					label="Your name"
					autocomplete="name"
					ref={focusSoon}
					maxLength={200}
					value={name()}
					error={missing()}
					onValue={setName}
				/>
				<Show when={passkey.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Screen>
	);
}

function Welcome() {
	return (
		<div class="welcome">
			<Mark size={44} />
			<p class="big">Alerts that someone answers</p>
			<p class="sub">
				You’ll get a test page on your phone in about two minutes. No password needed. Create a passkey with
				your fingerprint, face, or PIN.
			</p>
		</div>
	);
}

/** The reader's, as the API takes it. */
const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
