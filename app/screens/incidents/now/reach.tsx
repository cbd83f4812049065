import { createEffect, For, on, Show } from "solid-js";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import { failureWords } from "../../../state/api.ts";
import { now as clock } from "../../../state/clock.ts";
import { myId } from "../../../state/session.ts";
import type { Now } from "../../../state/wire.ts";
import { receiptWords } from "../../../state/words.ts";
import { isPhone } from "../../people/first-run/steps.ts";
import { useTestRun } from "../../people/first-run/test-run.ts";
import { deviceHealth, reachWords } from "./now-view.ts";
import { stopwatchWords, testWords } from "./test-words.ts";

type Device = Now["devices"][number];

const SHAPES = { well: "well", doubtful: "degraded", off: "paused" } as const;
const OFF_WORDS = {
	unverified: "Not verified. Pages aren’t sent here.",
	disabled: "Off. Pages aren’t sent here.",
} as const;

/** Each device with the proof that it can be reached, and the way to prove it again. */
export function Reach(props: { devices: Device[]; onSettled(): void }) {
	const words = () => (props.devices.length > 0 ? reachWords(props.devices, clock()) : "No");
	return (
		<Section title="Can we reach you?" trail={<span>{words()}</span>}>
			<Show
				when={props.devices.length > 0}
				fallback={
					<div class="card">
						<p class="sub">No one can page you until you add a device.</p>
						<LinkButton href={isPhone() ? "/setup/push" : "/setup/phone"}>Add a device</LinkButton>
					</div>
				}
			>
				<Rows label="Your devices">
					<For each={props.devices.map((device) => device.id)}>
						{(id) => (
							<Show when={props.devices.find((device) => device.id === id)}>
								{(device) => <DeviceRow device={device()} onSettled={props.onSettled} />}
							</Show>
						)}
					</For>
				</Rows>
			</Show>
		</Section>
	);
}

/** A device with its last receipt; while a test runs, the stopwatch stands there instead. */
function DeviceRow(props: { device: Device; onSettled(): void }) {
	const { run, send } = useTestRun(
		() => ({ userId: myId() ?? "", methodId: props.device.id }),
		() => props.onSettled(),
	);
	const isDelivered = () => {
		const at = run();
		return at.kind === "running" && at.progress.deliveredMs !== null;
	};
	createEffect(on(isDelivered, (yes) => yes && props.onSettled()));
	const off = () => (props.device.state === "active" ? null : OFF_WORDS[props.device.state]);
	const problem = () => {
		const at = run();
		return at.kind === "refused" ? failureWords(at.failure) : null;
	};
	return (
		<>
			<Row
				lead={<Shape of={SHAPES[deviceHealth(props.device, clock())]} />}
				title={props.device.name}
				sub={
					<span role="status">
						{testWords(run(), clock()) ?? off() ?? receiptWords(props.device, clock())}
					</span>
				}
				trail={
					<Show when={!off()}>
						<Button
							kind="quiet"
							busy={stopwatchWords(run(), clock())}
							aria-label={`Test ${props.device.name}`}
							onClick={() => void send()}
						>
							Test
						</Button>
					</Show>
				}
			/>
			<Show when={problem()}>
				{(words) => (
					<li role="alert">
						<Notice>{words()}</Notice>
					</li>
				)}
			</Show>
		</>
	);
}
