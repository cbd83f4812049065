import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { ZoneField } from "../../../parts/zone-field.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { Me } from "../../../state/wire.ts";
import { PhoneField } from "../phone-field.tsx";
import { phoneNumberOf } from "../phone-number.ts";

/** What the others call this person, where they reach them by voice, and whose clock their turns go by. */
export function NameForm(props: { of: Me }) {
	const [name, setName] = createSignal(props.of.user.name);
	const [timeZone, setTimeZone] = createSignal(props.of.user.timeZone);
	const [phone, setPhone] = createSignal(props.of.user.phone ?? "");
	const isSame = () =>
		name().trim() === props.of.user.name &&
		timeZone() === props.of.user.timeZone &&
		phoneNumberOf(phone()) === (props.of.user.phone ?? null);
	const saving = sending(
		() =>
			api<Me>("PATCH", "/me", {
				...{ name: name().trim(), timeZone: timeZone(), phone: phoneNumberOf(phone()) },
			}),
		(mine) => {
			me().set(mine);
			showToast("Saved");
		},
	);
	return (
		<Section title="You">
			<form class="card" onSubmit={(event) => void saving.send(event)}>
				<TextField
					label="Name"
					autocomplete="name"
					maxLength={200}
					value={name()}
					error={saving.wrong("/name")}
					onValue={setName}
				/>
				<PhoneField value={phone()} error={saving.wrong("/phone")} onValue={setPhone} />
				<ZoneField label="Time zone" value={timeZone()} onValue={setTimeZone} />
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Button type="submit" disabled={isSame()} busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			</form>
		</Section>
	);
}
