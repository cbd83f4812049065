import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { say } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api, type Failure, failureWords, fieldError } from "../../state/api.ts";
import { me } from "../../state/session.ts";
import type { Me } from "../../state/wire.ts";

/** What the others call this person, and whose clock their turns go by. */
export function NameForm(props: { of: Me }) {
	const [name, setName] = createSignal(props.of.user.name);
	const [timeZone, setTimeZone] = createSignal(props.of.user.timeZone);
	const [busy, setBusy] = createSignal(false);
	const [failure, setFailure] = createSignal<Failure | null>(null);
	const zones = [...new Set([props.of.user.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
	const isSame = () => name().trim() === props.of.user.name && timeZone() === props.of.user.timeZone;
	const save = async (event: Event) => {
		event.preventDefault();
		if (busy() || isSame()) return;
		setBusy(true);
		const answer = await api<Me>("PATCH", "/me", { name: name().trim(), timeZone: timeZone() });
		setBusy(false);
		setFailure(answer.ok ? null : answer);
		if (!answer.ok) return;
		me().set(answer.value);
		say("Saved");
	};
	const words = () => {
		const why = failure();
		return why && (why.offline || why.problem.errors.length === 0) ? failureWords(why) : null;
	};
	return (
		<Section title="You">
			<form class="card" onSubmit={(event) => void save(event)}>
				<TextField
					label="Name"
					autocomplete="name"
					maxLength={200}
					value={name()}
					error={fieldError(failure(), "/name")}
					onValue={setName}
				/>
				<SelectField
					label="Time zone"
					options={zones.map((zone) => ({ value: zone, name: zone.replaceAll("_", " ") }))}
					value={timeZone()}
					onValue={setTimeZone}
				/>
				<Show when={words()}>{(text) => <Notice>{text()}</Notice>}</Show>
				<Button type="submit" disabled={isSame()} busy={busy() && "Saving …"}>
					Save
				</Button>
			</form>
		</Section>
	);
}
