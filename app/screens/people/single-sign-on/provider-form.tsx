import { createSignal, Show } from "solid-js";
import type { singleSignOnOut } from "../../../../worker/people/single-sign-on/contract.ts";
import { Button } from "../../../parts/button.tsx";
import { Switch, TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";

export type SingleSignOn = (typeof singleSignOnOut)["_output"];

/** What Tocsin must know of the provider. Its secret is only ever written: it is shown to nobody. */
export function ProviderForm(props: { of: SingleSignOn; onSaved(next: SingleSignOn): void }) {
	const { draft, change, saving } = editing(props);
	const typed = (field: "name" | "issuer" | "clientId" | "clientSecret") => ({
		value: draft()[field],
		error: saving.wrong(`/${field}`),
		onValue: (value: string) => change({ [field]: value }),
		...({ autocomplete: "off", autocapitalize: "none", spellcheck: false } as const),
	});
	return (
		<Section title="At Tocsin">
			<form class="card" onSubmit={(event) => void saving.send(event)}>
				<TextField
					label="Name"
					hint="On the button, after “Sign in with”"
					maxLength={60}
					{...typed("name")}
					autocapitalize="words"
				/>
				<TextField
					label="Issuer"
					hint="Its address without /.well-known/openid-configuration"
					type="url"
					inputmode="url"
					placeholder="https://id.example.com"
					{...typed("issuer")}
				/>
				<TextField label="Client ID" maxLength={500} {...typed("clientId")} />
				<TextField
					label="Client secret"
					hint={
						props.of.provider?.hasSecret
							? "One is kept. Leave this empty to keep it."
							: "Leave this empty for a public client."
					}
					type="password"
					maxLength={1_000}
					{...typed("clientSecret")}
					autocomplete="new-password"
				/>
				<Switch
					label="Add people who sign in"
					hint="Whoever your provider lets in and isn’t here yet becomes an observer."
					checked={draft().createsObservers}
					onValue={(createsObservers) => change({ createsObservers })}
				/>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Button kind="brass" type="submit" wide busy={saving.busy() && "Asking the provider…"}>
					Save
				</Button>
			</form>
		</Section>
	);
}

function editing(props: { of: SingleSignOn; onSaved(next: SingleSignOn): void }) {
	const { name = "", issuer = "", clientId = "", createsObservers = false } = props.of.provider ?? {};
	const [draft, setDraft] = createSignal({ name, issuer, clientId, clientSecret: "", createsObservers });
	const change = (next: Partial<ReturnType<typeof draft>>) => setDraft((before) => ({ ...before, ...next }));
	const saving = sending(
		() => {
			const { clientSecret, ...fields } = draft();
			const tidy = { ...fields, issuer: fields.issuer.trim(), clientId: fields.clientId.trim() };
			const body = clientSecret === "" ? tidy : { ...tidy, clientSecret };
			return api<SingleSignOn>("PUT", "/single-sign-on", body, { ifMatch: props.of.version });
		},
		(next) => {
			props.onSaved(next);
			showToast("Single sign-on saved");
		},
	);
	return { draft, change, saving };
}
