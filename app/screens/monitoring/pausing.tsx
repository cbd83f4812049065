import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api, failureWords } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { monitorsResource } from "../../state/lists.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Monitor } from "../../state/wire.ts";
import { whenWords } from "../../state/words.ts";
import { PAUSES, type PauseLength, pauseEnds } from "./pauses.ts";

interface PausingProps {
	of: Resource<Monitor>;
	value: Monitor;
}

/** Pause, or Resume: in the head of the screen. */
export function PauseButton(props: PausingProps) {
	const [asking, setAsking] = createSignal(false);
	const resuming = sending(
		() => setPause(props.value.id, { paused: false }),
		(next) => {
			take(props.of, next);
			showToast("Monitor resumed");
		},
	);
	return (
		<>
			<Show when={props.value.paused} fallback={<Button onClick={() => setAsking(true)}>Pause</Button>}>
				<Button busy={resuming.busy() && "Resuming…"} onClick={() => void resuming.send()}>
					Resume
				</Button>
			</Show>
			<Show when={resuming.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={asking()}>
				<PauseSheet {...props} onClose={() => setAsking(false)} />
			</Show>
		</>
	);
}

function PauseSheet(props: PausingProps & { onClose(): void }) {
	const [length, setLength] = createSignal<PauseLength>("1 h");
	const end = () => pauseEnds(length(), now());
	const until = () => {
		const at = end();
		return at === null ? "until someone resumes it" : `until ${whenWords(at, now())}`;
	};
	const pausing = sending(
		() => {
			const at = end();
			const pausedUntil = at === null ? null : new Date(at).toISOString();
			return setPause(props.value.id, { paused: true, pausedUntil });
		},
		(next) => {
			take(props.of, next);
			props.onClose();
			showToast(`Paused ${until()}. It won’t page anyone.`, () => void undo(props.of, next.id));
		},
	);
	return (
		<Sheet
			open
			title={`Pause ${props.value.name}`}
			onClose={props.onClose}
			acts={
				<Button kind="brass" wide busy={pausing.busy() && "Pausing…"} onClick={() => void pausing.send()}>
					Pause monitor
				</Button>
			}
		>
			<SelectField label="Duration" options={PAUSES} value={length()} onValue={setLength} />
			<p class="sub">
				Nothing is checked, and it pages no one, {until()}. An incident that it opened stays open.
			</p>
			<Show when={pausing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}

const setPause = (id: string, change: { paused: boolean; pausedUntil?: string | null }) =>
	api<Monitor>("PATCH", `/monitors/${id}`, change);

function take(monitor: Resource<Monitor>, next: Monitor): void {
	monitor.set(next);
	void monitorsResource();
}

/** Works after the screen is gone, too. */
async function undo(monitor: Resource<Monitor>, id: string): Promise<void> {
	const answer = await setPause(id, { paused: false });
	if (answer.ok) take(monitor, answer.value);
	showToast(answer.ok ? "Monitor resumed" : `Couldn’t undo. ${failureWords(answer)}`);
}
