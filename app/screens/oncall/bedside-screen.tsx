import { useNavigate } from "@solidjs/router";
import { createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/states.tsx";
import { systemFacts } from "../../push/systems.ts";
import { Screen } from "../../shell/screen.tsx";
import { now as clock } from "../../state/clock.ts";
import { liveAt, liveState } from "../../state/live.ts";
import { nowResource, openNameBook } from "../../state/name-book.ts";
import { followPages, setAtBedside } from "../../state/siren.ts";
import { wearNight } from "../../state/theme.ts";
import { whenWords } from "../../state/words.ts";
import { tryAlarm } from "../incidents/siren/alarm-sound.ts";
import { keepScreenOn } from "../incidents/siren/wake-lock.ts";
import { ALLOWED, readyWords } from "./bedside-words.ts";
import "../incidents/siren/siren.css";

/** For the night: a dim clock that stays lit, and an alarm of the app's own when a page comes. */
export default function BedsideScreen() {
	const [isOn, setOn] = createSignal(false);
	const [isHeard, setHeard] = createSignal<boolean>();
	const { system } = systemFacts(navigator.userAgent, navigator.maxTouchPoints);
	const test = async () => void setHeard(await tryAlarm());
	const begin = async () => {
		// The press that starts it is also what lets the browser sound later.
		await test();
		setOn(true);
	};
	openNameBook();
	return (
		<Show
			when={isOn()}
			fallback={
				<Screen
					title="Bedside mode"
					back="/on-call"
					dock={
						<Button kind="primary" wide onClick={() => void begin()}>
							Start
						</Button>
					}
				>
					<p>
						Put this device beside you, on its charger. It shows a dim clock, keeps the screen on, and sounds
						an alarm when you’re paged.
					</p>
					<ul class="stack wide">
						<For each={ALLOWED[system]}>{(words) => <li class="sub">{words}</li>}</For>
					</ul>
					<Button wide onClick={() => void test()}>
						Test the alarm
					</Button>
					<div role="status">
						<Show when={isHeard() !== undefined}>
							<Notice plain={isHeard()}>
								{isHeard()
									? "That was the alarm. Was it loud enough?"
									: "This browser doesn’t let the page sound. Rely on notifications instead."}
							</Notice>
						</Show>
					</div>
				</Screen>
			}
		>
			<Night onTest={test} isSilent={isHeard() === false} />
		</Show>
	);
}

function Night(props: { onTest(): void; isSilent: boolean }) {
	const navigate = useNavigate();
	const wake = keepScreenOn();
	followPages();
	const lie = (isOn: boolean) => {
		setAtBedside(isOn);
		// The siren comes in it too: nothing bright at 3 am.
		wearNight(isOn);
	};
	onMount(() => lie(true));
	onCleanup(() => lie(false));
	const time = () => new Date(clock()).toTimeString().slice(0, 5);
	const lostSince = () => {
		const at = liveAt();
		return at === null ? null : whenWords(at, clock());
	};
	const isOnCall = () => (nowResource().value?.me.onCall.length ?? 0) > 0;
	return (
		<main class="bedside" id="main">
			<h1 class="unseen">Bedside mode</h1>
			<div class="stack" role="status">
				<p>{readyWords(liveState(), lostSince(), isOnCall())}</p>
				<Show when={props.isSilent}>
					<p>This browser doesn’t let the page sound.</p>
				</Show>
				<Show when={wake() === "refused"}>
					<p>This browser can’t keep the screen on. Turn off auto-lock in the device’s settings.</p>
				</Show>
			</div>
			<time>{time()}</time>
			<div class="line">
				<Button onClick={() => props.onTest()}>Test the alarm</Button>
				<Button onClick={() => navigate("/on-call")}>End</Button>
			</div>
		</main>
	);
}
