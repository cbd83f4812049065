import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { AdminsOnly } from "../../../shell/admins-only.tsx";
import { Screen, Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { ProviderForm, type SingleSignOn } from "./provider-form.tsx";

const PATH = "/single-sign-on";

/** The OpenID provider at which people sign in beside their passkeys. */
export default function SingleSignOnScreen() {
	return (
		<AdminsOnly title="Single sign-on" what="single sign-on">
			<Provider />
		</AdminsOnly>
	);
}

function Provider() {
	const current = cached<SingleSignOn>(PATH, () => api("GET", PATH));
	return (
		<Screen title="Single sign-on" back="/settings">
			<Loaded of={current} what="single sign-on" bones={<Skeleton rows={5} height={84} />}>
				{(value) => (
					<>
						<p class="sub">
							People sign in at your identity provider (OpenID Connect) and are matched by the email that it
							has verified. Passkeys work as before.
						</p>
						<Section title="At the provider">
							<div class="card">
								<p class="sub">Register Tocsin there as a web application with this redirect URI.</p>
								<code class="secret">{value().redirectUri}</code>
								<CopyButton text={value().redirectUri} what="redirect URI" wide />
							</div>
						</Section>
						<Show when={value().version} keyed>
							{(_version) => <ProviderForm of={value()} onSaved={(next) => current.set(next)} />}
						</Show>
						<Show when={value().version === 0}>
							<ProviderForm of={value()} onSaved={(next) => current.set(next)} />
						</Show>
						<Show when={value().provider}>
							{(provider) => <TurnOff of={current} name={provider().name} />}
						</Show>
					</>
				)}
			</Loaded>
		</Screen>
	);
}

function TurnOff(props: { of: Resource<SingleSignOn>; name: string }) {
	const [asking, setAsking] = createSignal(false);
	return (
		<>
			<Button kind="danger" wide onClick={() => setAsking(true)}>
				Turn off single sign-on…
			</Button>
			<Confirm
				open={asking()}
				title="Turn off single sign-on?"
				act="Turn off"
				onConfirm={() => api("DELETE", PATH)}
				onClose={(done) => {
					setAsking(false);
					if (!done) return;
					showToast("Single sign-on is off");
					void props.of.reload();
				}}
			>
				No one can sign in with {props.name} any more. Passkeys and open sessions stay.
			</Confirm>
		</>
	);
}
