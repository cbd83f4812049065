import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { factsOf } from "../../../push/systems.ts";
import { api } from "../../../state/api.ts";
import { methodsResource } from "../../../state/methods.ts";
import { sending } from "../../../state/sending.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { How } from "./install-steps.tsx";
import { HEARD_WORDS, type Heard, SYSTEM_NAMES, systemOfName } from "./loudness-words.ts";
import { thisSystem } from "./steps.ts";

const ANSWERS = Object.keys(HEARD_WORDS) as Heard[];

/** Asked after a test page: whether it would have woken its owner, and if not, what to change on that system. */
export function Loudness(props: { of: ContactMethod; isHere: boolean }) {
	const [said, setSaid] = createSignal<Heard>();
	const [system, setSystem] = createSignal(props.isHere ? thisSystem().system : systemOfName(props.of.name));
	const saving = sending(
		() => api("PUT", `/users/${props.of.userId}/contact-methods/${props.of.id}/heard`, { heard: said() }),
		() => void methodsResource(props.of.userId).reload(),
	);
	const say = (heard: Heard) => {
		if (saving.busy()) return;
		setSaid(heard);
		void saving.send();
	};
	const isQuiet = () => said() !== undefined && said() !== "sound";
	return (
		<div class="stack">
			<fieldset class="chips">
				<legend class="sub strong">Did it make a sound, set the way it is at night?</legend>
				<For each={ANSWERS}>
					{(heard) => (
						<Button aria-pressed={said() === heard} onClick={() => say(heard)}>
							{HEARD_WORDS[heard]}
						</Button>
					)}
				</For>
			</fieldset>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={said() === "sound" && !saving.busy() && !saving.error()}>
				<p class="sub" role="status">
					Noted. Test again when you change its sounds or Focus.
				</p>
			</Show>
			<Show when={isQuiet()}>
				<p class="sub" role="status">
					A real page may not wake you. Change this, then send another test page:
				</p>
				<How label="How to make it loud" steps={factsOf(system()).loud} />
				<Show when={!props.isHere}>
					<SelectField label="That device" options={SYSTEM_NAMES} value={system()} onValue={setSystem} />
				</Show>
			</Show>
		</div>
	);
}
