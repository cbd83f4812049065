import { Navigate, useParams } from "@solidjs/router";
import { Match, onMount, Show, Switch } from "solid-js";
import { later } from "../../../parts/later.tsx";
import { Loaded } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { me } from "../../../state/session.ts";
import { DoneStep } from "./done-step.tsx";
import { MonitorStep } from "./monitor-step.tsx";
import { PhoneStep } from "./phone-step.tsx";
import { PushStep } from "./push-step.tsx";
import { isStep, nextOpenStep } from "./steps.ts";

/** It knows every channel; the steps before it are shown without waiting for that. */
const TestStep = later(async () => ({ default: (await import("./test-step.tsx")).TestStep }));

/** `/setup/:step`: any step by itself, so that what was skipped is found again; without a name the next open one. */
export default function SetupStepScreen() {
	return (
		<Show
			when={me().value}
			fallback={
				<Screen title="Set up">
					<Loaded of={me()} what="Who you are">
						{() => null}
					</Loaded>
				</Screen>
			}
		>
			<OneStep />
		</Show>
	);
}

function OneStep() {
	const params = useParams<{ step: string }>();
	onMount(TestStep.preload);
	const step = () => (isStep(params.step) ? params.step : null);
	return (
		<Switch fallback={<Navigate href={`/setup/${nextOpenStep()}`} />}>
			<Match when={step() === "monitor"}>
				<MonitorStep />
			</Match>
			<Match when={step() === "phone"}>
				<PhoneStep />
			</Match>
			<Match when={step() === "push"}>
				<PushStep />
			</Match>
			<Match when={step() === "test"}>
				<TestStep />
			</Match>
			<Match when={step() === "done"}>
				<DoneStep />
			</Match>
		</Switch>
	);
}
