import { Navigate, useParams } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { DoneStep } from "./done-step.tsx";
import { MonitorStep } from "./monitor-step.tsx";
import { PhoneStep } from "./phone-step.tsx";
import { PushStep } from "./push-step.tsx";
import { isStep, stepsHere } from "./steps.ts";
import { TestStep } from "./test-step.tsx";

/** `/setup/:step`: any step by itself, so that what was skipped is found again. */
export default function SetupStepScreen() {
	const params = useParams<{ step: string }>();
	const step = () => (isStep(params.step) ? params.step : null);
	return (
		<Switch fallback={<Navigate href={`/setup/${stepsHere()[0]}`} />}>
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
