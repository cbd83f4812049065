import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import { usersResource } from "../../state/lists.ts";
import { sending } from "../../state/sending.ts";
import type { User } from "../../state/wire.ts";
import { phoneNumberOf } from "./phone-number.ts";

/** A number for people to call; nobody has to give one. */
export function PhoneField(props: {
	value: string;
	error?: string | undefined;
	onValue(value: string): void;
}) {
	return (
		<TextField
			label="Phone number"
			hint="With the country code, as +49 151 12345678. Your team can call it; Tocsin doesn’t."
			type="tel"
			autocomplete="tel"
			maxLength={40}
			value={props.value}
			error={props.error}
			onValue={props.onValue}
		/>
	);
}

/** The number of somebody else, as an admin changes it. */
export function PhoneForm(props: { of: User }) {
	const users = usersResource();
	const [phone, setPhone] = createSignal(props.of.phone ?? "");
	const isSame = () => phoneNumberOf(phone()) === (props.of.phone ?? null);
	const saving = sending(
		() => api<User>("PATCH", `/users/${props.of.id}`, { phone: phoneNumberOf(phone()) }),
		() => {
			showToast("Saved");
			void users.reload();
		},
	);
	return (
		<form class="stack" onSubmit={(event) => void saving.send(event)}>
			<PhoneField value={phone()} error={saving.wrong("/phone")} onValue={setPhone} />
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button type="submit" disabled={isSame()} busy={saving.busy() && "Saving…"}>
				Save number
			</Button>
		</form>
	);
}
