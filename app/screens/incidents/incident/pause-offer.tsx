import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { mayChangeOf, readOwners } from "../../../state/may.ts";
import { sending } from "../../../state/sending.ts";

interface Failing {
	id: string;
	name: string;
}

/** After an override: a monitor that is wrong can be paused, and here is what that means. */
export function PauseOffer(props: { monitors: Failing[]; serviceId: string }) {
	readOwners();
	return (
		<Show when={props.monitors.length > 0}>
			<section class="stack override" aria-label="Failing monitors">
				<p class="strong">Is a check wrong?</p>
				<p class="sub">
					Left as it is, it pages again once it has worked and fails, or after the service’s reopen window.
					Paused, it checks nothing and pages no one until someone resumes it.
				</p>
				<Show
					when={mayChangeOf(props.serviceId)}
					fallback={<p class="sub">An admin, or a responder of the service’s team, can pause it.</p>}
				>
					<For each={props.monitors}>{(monitor) => <PauseRow of={monitor} />}</For>
				</Show>
			</section>
		</Show>
	);
}

function PauseRow(props: { of: Failing }) {
	const [isPaused, setPaused] = createSignal(false);
	const patch = (paused: boolean) => api("PATCH", `/monitors/${props.of.id}`, { paused });
	const resume = async () => {
		const answer = await patch(false);
		showToast(answer.ok ? `${props.of.name} is checked again` : `Couldn’t resume ${props.of.name}`);
		if (answer.ok) setPaused(false);
	};
	const pausing = sending(
		() => patch(true),
		() => {
			setPaused(true);
			showToast(`${props.of.name} is paused`, () => void resume());
		},
	);
	return (
		<>
			<Show when={pausing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button
				wide
				disabled={isPaused()}
				busy={pausing.busy() && "Pausing…"}
				onClick={() => void pausing.send()}
			>
				{isPaused() ? `${props.of.name} is paused` : `Pause ${props.of.name}`}
			</Button>
		</>
	);
}
