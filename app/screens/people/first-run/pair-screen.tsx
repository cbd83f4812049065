import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { focusSoon } from "../../../parts/focus-soon.ts";
import { Notice } from "../../../parts/states.tsx";
import { deviceName } from "../../../push/systems.ts";
import { Screen } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { signedIn } from "../../../state/session.ts";
import { hashSecret } from "./hash-secret.ts";
import { How } from "./install-steps.tsx";
import { mustBeInstalled, thisSystem } from "./steps.ts";
import "./first-run.css";

/** `/pair#c=CODE`, or typed: this device comes in as the person who made the code. */
export default function PairScreen() {
	const scanned = hashSecret("c");
	const [anyway, setAnyway] = createSignal(false);
	return (
		<Show when={scanned !== null && mustBeInstalled() && !anyway()} fallback={<Claim code={scanned ?? ""} />}>
			<HomeScreenFirst code={scanned ?? ""} onAnyway={() => setAnyway(true)} />
		</Show>
	);
}

function Claim(props: { code: string }) {
	const { code, setCode, name, setName, wrong, busy, claim } = claimOf(props.code);
	return (
		<Screen
			title="Pair this device"
			dock={
				<Button kind="primary" wide type="submit" form="pair" busy={busy() && "Signing in…"}>
					Sign in
				</Button>
			}
		>
			<p class="sub">
				On a device where you’re signed in, open Settings and choose “Add a phone.” The code works once and
				expires in 10 minutes.
			</p>
			<form class="stack wide" id="pair" onSubmit={claim}>
				<TextField
					label="Pairing code"
					placeholder="7K3M-9QXR"
					autocomplete="one-time-code"
					autocapitalize="characters"
					spellcheck={false}
					ref={(field) => props.code === "" && focusSoon(field)}
					maxLength={40}
					value={code()}
					error={wrong()}
					onValue={setCode}
				/>
				<TextField
					label="Device name"
					hint="Helps you recognize this device in your list"
					autocomplete="off"
					maxLength={100}
					value={name()}
					onValue={setName}
				/>
			</form>
			<div class="line">
				<LinkButton kind="quiet" href="/login">
					Sign in another way
				</LinkButton>
			</div>
		</Screen>
	);
}

/** What is typed so far, and its way to the server. */
function claimOf(scanned: string) {
	const navigate = useNavigate();
	const [code, setCode] = createSignal(scanned);
	const [name, setName] = createSignal(deviceName(navigator.userAgent, navigator.maxTouchPoints));
	const [isMissing, setMissing] = createSignal(false);
	const claiming = sending(
		() => api("POST", "/pairings/claim", { code: code().trim(), deviceName: name().trim() || "Phone" }),
		async () => {
			await signedIn();
			navigate("/setup/push", { replace: true });
		},
	);
	const wrong = () => (isMissing() ? "Enter the code from your other device" : claiming.error());
	const claim = (event: Event) => {
		event.preventDefault();
		setMissing(code().trim() === "");
		if (!isMissing()) void claiming.send();
	};
	return { code, setCode, name, setName, wrong, busy: claiming.busy, claim };
}

/** Where only an installed app may ring, using the code up in the browser would waste it. */
function HomeScreenFirst(props: { code: string; onAnyway(): void }) {
	return (
		<Screen title="Add to Home Screen" dock={<CopyButton text={props.code} what="code" wide />}>
			<Notice plain>On this device, only Home Screen apps can get pages.</Notice>
			<How
				label="How to go on"
				steps={[...thisSystem().install, "In the app, choose “Use a pairing code” and enter this code"]}
			/>
			<p class="code">{props.code}</p>
			<div class="line">
				<Button kind="quiet" onClick={() => props.onAnyway()}>
					Sign in without pages
				</Button>
			</div>
		</Screen>
	);
}
