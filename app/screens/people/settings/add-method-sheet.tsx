import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { Secret } from "../../../parts/secret.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import type { ContactMethod } from "../../../state/wire.ts";
import { ADDED_KINDS, type AddedKind, METHOD_WORDS } from "./method-words.ts";
import PhoneUsageNote from "./phone-usage.tsx";

/** Another way to reach this person, beside their phones. What must be proven is proven in its own sheet. */
export default function AddMethodSheet(props: {
	userId: string;
	email: string;
	onAdded(method: ContactMethod): void;
	onClose(): void;
}) {
	const [kind, setKind] = createSignal<AddedKind>("email");
	const [address, setAddress] = createSignal(props.email);
	const [made, setMade] = createSignal<ContactMethod & { secret: string | null }>();
	const words = () => METHOD_WORDS[kind()];
	const adding = sending(
		() =>
			api<ContactMethod & { secret: string | null }>("POST", `/users/${props.userId}/contact-methods`, {
				kind: kind(),
				name: words().name,
				[words().field]: address().trim(),
			}),
		(method) => (method.secret === null ? props.onAdded(method) : setMade(method)),
	);
	const choose = (next: AddedKind) => {
		setKind(next);
		setAddress(next === "email" ? props.email : "");
		adding.clearError();
	};
	return (
		<Sheet
			open
			title="Add a way to reach you"
			onClose={() => {
				const method = made();
				if (method) props.onAdded(method);
				else props.onClose();
			}}
		>
			<Show
				when={made()?.secret}
				fallback={
					<form class="stack" onSubmit={(event) => void adding.send(event)}>
						<SelectField label="Channel" options={ADDED_KINDS} value={kind()} onValue={choose} />
						<TextField
							label={words().label}
							hint={words().hint}
							type={words().type}
							autocomplete={kind() === "email" ? "email" : "off"}
							autocapitalize="off"
							maxLength={2_000}
							required
							value={address()}
							error={adding.wrong(`/${words().field}`) ?? adding.error()}
							onValue={setAddress}
						/>
						<Button type="submit" kind="brass" wide busy={adding.busy() && "Adding…"}>
							Add
						</Button>
						<Show when={kind() === "sms" || kind() === "voice"}>
							<PhoneUsageNote kind={kind() as "sms" | "voice"} />
						</Show>
					</form>
				}
			>
				{(secret) => (
					<Secret of={secret()}>Your receiver checks each page’s signature with this secret.</Secret>
				)}
			</Show>
		</Sheet>
	);
}
