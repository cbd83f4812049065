import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { sendsReceipts } from "../../../../worker/paging/channels/traits.ts";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Empty, Loaded, Notice } from "../../../parts/states.tsx";
import { readDevice } from "../../../push/device.ts";
import { failureWords } from "../../../state/api.ts";
import { methodsResource } from "../../../state/methods.ts";
import { me } from "../../../state/session.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { How } from "./install-steps.tsx";
import { Loudness } from "./loudness.tsx";
import { StepScreen } from "./step-screen.tsx";
import { isPhone, thisSystem } from "./steps.ts";
import { Stopwatch } from "./stopwatch.tsx";
import { useTestRun } from "./test-run.ts";

/** Long enough to lock a phone and put it down. */
const LOCK_SECONDS = 10;

/** A real page to this device, or to the one that came in last, with a stopwatch beside it. */
export function TestStep() {
	const methods = methodsResource(me().value?.user.id ?? "");
	const [ownId, setOwnId] = createSignal<string | null>(null);
	onMount(async () => setOwnId((await readDevice())?.methodId ?? null));
	const device = () => deviceToTest(methods.value?.items ?? [], ownId());
	return (
		<Switch
			fallback={
				<StepScreen step="test" title="Send a test page">
					<Loaded of={methods} what="your devices">
						{() => <NoDevice />}
					</Loaded>
				</StepScreen>
			}
		>
			<Match when={device()}>{(known) => <Ring device={known()} isHere={known().id === ownId()} />}</Match>
		</Switch>
	);
}

/** This very device if it can ring, else the newest that can. */
function deviceToTest(methods: ContactMethod[], ownId: string | null): ContactMethod | undefined {
	const able = methods.filter((method) => sendsReceipts(method.kind) && method.state === "active");
	return able.find((method) => method.id === ownId) ?? able.sort((a, b) => b.id.localeCompare(a.id))[0];
}

function NoDevice() {
	return (
		<Empty
			title="No devices yet"
			act={
				<LinkButton kind="brass" href={isPhone() ? "/setup/push" : "/setup/phone"}>
					{isPhone() ? "Allow notifications" : "Set up your phone"}
				</LinkButton>
			}
		>
			A test page needs a device with notifications turned on.
		</Empty>
	);
}

function Ring(props: { device: ContactMethod; isHere: boolean }) {
	const ids = () => ({ userId: props.device.userId, methodId: props.device.id });
	const { run, send } = useTestRun(ids, () => void me().reload());
	const called = () => (props.isHere ? `this ${thisSystem().called}` : props.device.name);
	const isOver = () => run().kind === "acknowledged";
	const failure = () => {
		const at = run();
		return at.kind === "refused" ? at.failure : null;
	};
	const busy = () => (run().kind === "sending" ? "Sending…" : false);
	return (
		<StepScreen
			step="test"
			title="Send a test page"
			about={`Sends a real page to ${called()}, end to end.`}
			isDone={isOver()}
			act={
				<Button
					kind={run().kind === "running" ? "plain" : "primary"}
					wide
					busy={busy()}
					onClick={() => void send()}
				>
					{run().kind === "running" ? "Send another" : "Send a test page"}
				</Button>
			}
		>
			<Stopwatch of={run()} device={called()} />
			<Show when={props.isHere && !isOver()}>
				<Button kind="quiet" wide disabled={run().kind === "sending"} onClick={() => void send(LOCK_SECONDS)}>
					Page me in {LOCK_SECONDS} s
				</Button>
			</Show>
			<Show when={failure()}>{(why) => <Notice>{failureWords(why())}</Notice>}</Show>
			<Show
				when={isOver()}
				fallback={
					<Show when={props.isHere}>
						<IfSilent />
					</Show>
				}
			>
				<Loudness of={props.device} isHere={props.isHere} />
			</Show>
		</StepScreen>
	);
}

function IfSilent() {
	return (
		<details class="more-about">
			<summary>If nothing arrives</summary>
			<How label="What to check" steps={thisSystem().loud} />
		</details>
	);
}
