import { Show } from "solid-js";
import { SelectField, Switch } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import { whenWords } from "../../state/words.ts";
import { DAYS, type Digest, HOURS } from "./digest-words.ts";

/** Whether and when the digest comes. It shows what the server has said last. */
export function DigestSettings(props: { of: Resource<Digest>; value: Digest; path: `/${string}` }) {
	let patch: Partial<Omit<Digest["settings"], "nextAt">> = {};
	const saving = sending(
		() => api<Digest>("PATCH", props.path, patch),
		(value) => props.of.set(value),
	);
	const save = (next: typeof patch) => {
		patch = next;
		void saving.send();
	};
	const settings = () => props.value.settings;
	return (
		<Section title="When it comes">
			<div class="switch-row">
				<Switch
					label="Send a weekly digest"
					hint={
						settings().wanted
							? `Next: ${whenWords(settings().nextAt, now())}. Silent, to your phone, or to your webhook if you have no phone.`
							: "You get none. This screen shows your week at any time."
					}
					checked={settings().wanted}
					disabled={saving.busy()}
					onValue={(wanted) => save({ wanted })}
				/>
			</div>
			<Show when={settings().wanted}>
				<div class="digest-when">
					<SelectField
						label="Day"
						options={DAYS}
						value={String(settings().weekday)}
						onValue={(weekday) => save({ weekday: Number(weekday) })}
					/>
					<SelectField
						label="Hour, in your time zone"
						options={HOURS}
						value={String(settings().hour)}
						onValue={(hour) => save({ hour: Number(hour) })}
					/>
				</div>
			</Show>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Section>
	);
}
