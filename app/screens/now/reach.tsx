import { For, Show } from "solid-js";
import { Button, LinkButton } from "../../parts/button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Notice } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { now as clock } from "../../state/clock.ts";
import type { Now } from "../../state/wire.ts";
import { receiptWords } from "../../state/words.ts";
import { deviceHealth, reachWords } from "./now-view.ts";
import { type TestPage, testPage } from "./test-page.ts";
import { testWords } from "./test-watch.ts";

type Device = Now["devices"][number];

const SHAPES = { well: "well", doubtful: "degraded", off: "paused" } as const;
const OFF_WORDS = {
	unverified: "Not confirmed yet, it is not paged",
	disabled: "Off, it is not paged",
} as const;

/** Each device with the proof that it can be reached, and the way to prove it again. */
export function Reach(props: { devices: Device[]; onSettled(): void }) {
	return (
		<Section title="Can you be reached?" trail={<span>{reachWords(props.devices, clock())}</span>}>
			<Show
				when={props.devices.length > 0}
				fallback={
					<div class="card">
						<p class="sub">Without a device nobody can page you.</p>
						<LinkButton href="/settings">Set one up</LinkButton>
					</div>
				}
			>
				<Rows label="Your devices">
					<For each={props.devices}>
						{(device) => <DeviceRow device={device} onSettled={props.onSettled} />}
					</For>
				</Rows>
			</Show>
		</Section>
	);
}

/** A device with its last receipt; while a test runs, the stopwatch stands there instead. */
function DeviceRow(props: { device: Device; onSettled(): void }) {
	const test = testPage(() => props.onSettled());
	const off = () => (props.device.state === "active" ? null : OFF_WORDS[props.device.state]);
	return (
		<>
			<Row
				lead={<Shape of={SHAPES[deviceHealth(props.device, clock())]} />}
				title={props.device.name}
				sub={
					<Show when={test.startedAt() !== null} fallback={off() ?? receiptWords(props.device, clock())}>
						<TestLine test={test} />
					</Show>
				}
				trail={
					<Show when={!off()}>
						<Button
							kind="quiet"
							busy={stopwatch(test)}
							aria-label={`Test ${props.device.name}`}
							onClick={() => void test.send(props.device.id)}
						>
							Test
						</Button>
					</Show>
				}
			/>
			<Show when={test.trouble()}>
				{(words) => (
					<li role="alert">
						<Notice>{words()}</Notice>
					</li>
				)}
			</Show>
		</>
	);
}

/** "Delivered in 1.8 s, acknowledged in 6.0 s", said as it comes. */
export function TestLine(props: { test: TestPage }) {
	const waitedMs = () => clock() - (props.test.startedAt() ?? clock());
	const state = () =>
		props.test.state() ?? { stage: "sent" as const, receivedMs: null, acknowledgedMs: null, reason: null };
	return <span role="status">{testWords(state(), waitedMs())}</span>;
}

/** "4 s", a second at a time, while nothing has come back. */
function stopwatch(test: TestPage): string | false {
	if (!test.isRunning() || test.state()?.stage === "received") return false;
	return `${Math.max(0, Math.floor((clock() - (test.startedAt() ?? clock())) / 1_000))} s`;
}
