import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api, failureWords } from "../../state/api.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import { monitorsResource } from "../../state/lists.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Monitor } from "../../state/wire.ts";

interface StopWatchingProps {
	of: Resource<Monitor>;
	value: Monitor;
}

/** Pausing can be undone and is asked nothing; deleting cannot, and is. */
export function StopWatching(props: StopWatchingProps) {
	const navigate = useNavigate();
	const pausing = pausingOf(props);
	const [deleting, setDeleting] = createSignal(false);
	const gone = () => {
		void monitorsResource();
		showToast(`${props.value.name} deleted`);
		navigate("/monitors", { replace: true });
	};
	return (
		<Section title="Pause or delete">
			<Show when={pausing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<div class="abreast">
				<Button onClick={() => void pausing.send()}>{props.value.paused ? "Resume" : "Pause"}</Button>
				<Button kind="danger" onClick={() => setDeleting(true)}>
					Delete…
				</Button>
			</div>
			<Confirm
				open={deleting()}
				title={`Delete ${props.value.name}?`}
				act="Delete monitor"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/monitors/${props.value.id}`)}
				onClose={(done) => {
					setDeleting(false);
					if (done) gone();
				}}
			>
				This also deletes its check history and uptime. Incidents it opened are kept. To keep everything,
				pause it instead.
			</Confirm>
		</Section>
	);
}

/** Pauses, or resumes; undoing it works after the screen is gone, too. */
function pausingOf(props: StopWatchingProps) {
	const monitor = props.of;
	const path = `/monitors/${props.value.id}` as const;
	const set = (paused: boolean) => api<Monitor>("PATCH", path, { paused });
	const take = (next: Monitor) => {
		monitor.set(next);
		void monitorsResource();
	};
	const undo = async () => {
		const answer = await set(false);
		if (answer.ok) take(answer.value);
		showToast(answer.ok ? "Monitor resumed" : `Couldn’t undo. ${failureWords(answer)}`);
	};
	return sending(
		() => set(!props.value.paused),
		(next) => {
			take(next);
			if (next.paused) showToast("Paused. It won’t page anyone.", () => void undo());
			else showToast("Monitor resumed");
		},
	);
}
