import { useNavigate } from "@solidjs/router";
import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Empty, Notice } from "../../../parts/states.tsx";
import { checkPush, type TurnedOn, turnOnPush } from "../../../push/push.ts";
import { deviceName, pushSupport } from "../../../push/systems.ts";
import { me } from "../../../state/session.ts";
import { How, InstallCard } from "./install-steps.tsx";
import { usePairing } from "./pairing.ts";
import { PairingCode } from "./pairing-code.tsx";
import { StepScreen } from "./step-screen.tsx";
import { mustBeInstalled, thisSystem } from "./steps.ts";

/** Turns push on for this very device, or says what stands in its way. */
export function PushStep() {
	return (
		<Switch fallback={<TurnOn />}>
			<Match when={mustBeInstalled()}>
				<HomeScreenFirst />
			</Match>
			<Match when={!pushSupport()}>
				<NoPush />
			</Match>
		</Switch>
	);
}

type Outcome = TurnedOn["kind"] | "ready" | "asking";

function TurnOn() {
	const { outcome, detail, turnOn } = turningOn();
	const recheck = () => {
		if (Notification.permission !== "denied") void turnOn();
	};
	return (
		<StepScreen
			step="push"
			title={`Get pages on this ${thisSystem().called}`}
			about="A page is a notification you acknowledge. It arrives even when Tocsin is closed."
			isDone={outcome() === "on"}
			act={
				<Show
					when={outcome() !== "denied"}
					fallback={
						<Button kind="primary" wide onClick={recheck}>
							Check again
						</Button>
					}
				>
					<Button
						kind="primary"
						wide
						busy={outcome() === "asking" && "Waiting…"}
						onClick={() => void turnOn()}
					>
						Allow notifications
					</Button>
				</Show>
			}
		>
			<div aria-live="polite" class="stack">
				<Outcome of={outcome()} detail={detail()} />
			</div>
			<Show when={outcome() !== "denied"}>
				<InstallCard />
			</Show>
			<LoudAtNight />
		</StepScreen>
	);
}

function LoudAtNight() {
	return (
		<details class="more-about">
			<summary>Make pages loud at night</summary>
			<div class="stack">
				<p class="sub">A web app can’t override silent mode or Focus. You can:</p>
				<How label="How to make it loud" steps={thisSystem().loud} />
			</div>
		</details>
	);
}

/** Asks for the permission and signs this device on; follows what is changed in the browser meanwhile. */
function turningOn() {
	const navigate = useNavigate();
	const [outcome, setOutcome] = createSignal<Outcome>(
		Notification.permission === "denied" ? "denied" : "ready",
	);
	const [detail, setDetail] = createSignal("");
	const userId = () => me().value?.user.id ?? "";
	onMount(async () => {
		const found = await checkPush(userId());
		if (outcome() === "ready" && (found.kind === "on" || found.kind === "fixed")) setOutcome("on");
	});
	const turnOn = async () => {
		setOutcome("asking");
		const answer = await turnOnPush(userId(), deviceName(navigator.userAgent, navigator.maxTouchPoints));
		setOutcome(answer.kind);
		if (answer.kind === "failed") setDetail(answer.detail);
		if (answer.kind !== "on") return;
		await me().reload();
		navigate("/setup/test");
	};
	onPermission((state) => {
		if (state !== "denied" && outcome() === "denied") setOutcome("ready");
		if (state === "denied" && outcome() === "ready") setOutcome("denied");
	});
	return { outcome, detail, turnOn };
}

function Outcome(props: { of: Outcome; detail: string }) {
	return (
		<Switch>
			<Match when={props.of === "denied"}>
				<Notice>Notifications are blocked for Tocsin. To allow them:</Notice>
				<How label="How to allow notifications" steps={thisSystem().unblock} />
			</Match>
			<Match when={props.of === "dismissed"}>
				<Notice plain>You closed the permission prompt. This device can’t get pages without it.</Notice>
			</Match>
			<Match when={props.of === "timed-out"}>
				<Notice>
					The browser’s push service didn’t respond within 8 seconds. Your network may be blocking it. Try
					again, or skip this step and use another device.
				</Notice>
			</Match>
			<Match when={props.of === "failed"}>
				<Notice>Notifications couldn’t be turned on here: {props.detail}.</Notice>
			</Match>
			<Match when={props.of === "on"}>
				<Notice plain>Notifications are on for this device.</Notice>
			</Match>
		</Switch>
	);
}

/** A browser that could, once the app is on the Home Screen: an installed app begins anew, so it comes in by a code. */
function HomeScreenFirst() {
	const pairing = usePairing();
	return (
		<StepScreen
			step="push"
			title="Add to Home Screen"
			about="On this device, only Home Screen apps can get pages. You’ll sign in there with this code."
			isDone={pairing.claimedBy() !== undefined}
		>
			<How label="How to install it" steps={[...thisSystem().install, "Choose “Use a pairing code” there"]} />
			<PairingCode of={pairing} codeOnly />
		</StepScreen>
	);
}

function NoPush() {
	return (
		<StepScreen step="push" title="Get pages on this device">
			<Empty
				title="This browser doesn’t support push"
				act={
					<LinkButton kind="brass" href="/setup/phone">
						Use another device
					</LinkButton>
				}
			>
				Push doesn’t work in private windows or in browsers inside other apps. Open Tocsin in your default
				browser, or use another device.
			</Empty>
		</StepScreen>
	);
}

/** Follows the permission while it is changed in the browser's own settings. */
function onPermission(listener: (state: PermissionState) => void): void {
	let status: PermissionStatus | undefined;
	const hear = () => status && listener(status.state);
	onMount(async () => {
		status = await navigator.permissions?.query({ name: "notifications" }).catch(() => undefined);
		status?.addEventListener("change", hear);
	});
	onCleanup(() => status?.removeEventListener("change", hear));
}
